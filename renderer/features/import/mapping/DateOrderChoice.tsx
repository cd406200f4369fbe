/** The order of the numbers in a date, where the column itself does not show it. */
import { Select } from '@mantine/core';
import { dateOrders, type DateOrder } from '../../../../workers/imports/source.ts';
import classes from './Mapping.module.css';
import type { DateQuestion } from '../draft.ts';
import { texts } from '../texts.ts';

interface DateOrderChoiceProps {
  label: string;
  question: DateQuestion;
  onChoose: (order: DateOrder | null) => void;
}

export function DateOrderChoice({ label, question, onChoose }: DateOrderChoiceProps) {
  const { chosen, example, contradictory } = question;
  return (
    <div className={classes['below']}>
      {chosen === null && (
        <span className={classes['hint']}>
          {contradictory || example === null
            ? texts.check.dateOrderContradictory
            : texts.check.dateOrderUnknown(example)}
        </span>
      )}
      <Select
        size="xs"
        aria-label={label}
        placeholder={texts.check.dateOrderDefault}
        data={dateOrders.map((order) => ({ value: order, label: texts.check.dateOrders[order] }))}
        clearable
        value={chosen}
        onChange={onChoose}
      />
    </div>
  );
}
