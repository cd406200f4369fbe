/** One line of a draft as fields. */
import { Select, TextInput } from '@mantine/core';
import type { DraftLine } from '../../../../workers/invoices/ledger/lines.ts';
import { RemoveRow } from '../../../ui/RemoveRow.tsx';
import classes from './DraftEditor.module.css';
import type { DraftErrors, LineForm } from './draft-form.ts';
import { draftTexts as words, lineCodeWords } from './draft-texts.ts';

interface LineFieldsProps {
  line: LineForm;
  /** From 1. */
  position: number;
  amount: string;
  errors: DraftErrors;
  onChange: (changes: Partial<LineForm>) => void;
  onRemove: () => void;
}

const codes = Object.entries(lineCodeWords).map(([value, label]) => ({ value, label }));

export function LineFields({ line, position, amount, errors, onChange, onRemove }: LineFieldsProps) {
  const field = (name: 'description' | 'quantity' | 'unitPrice' | 'discount') => ({
    'aria-label': words.ofLine(words[name], position),
    value: line[name],
    error: errors[`${name} ${line.key}`],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      onChange({ [name]: event.currentTarget.value });
    },
  });
  return (
    <tr>
      <td>
        <Select
          aria-label={words.ofLine(words.code, position)}
          w={168}
          allowDeselect={false}
          data={codes}
          value={line.code}
          onChange={(code) => {
            if (code !== null) onChange({ code: code as DraftLine['code'] });
          }}
        />
      </td>
      <td style={{ width: '100%' }}>
        <TextInput miw={180} maxLength={1000} {...field('description')} />
      </td>
      <td>
        <TextInput w={80} inputMode="decimal" {...field('quantity')} />
      </td>
      <td>
        <TextInput w={116} inputMode="decimal" {...field('unitPrice')} />
      </td>
      <td>
        <TextInput w={86} inputMode="decimal" {...field('discount')} />
      </td>
      <td className={classes['amount']}>{amount}</td>
      <td>
        <RemoveRow label={words.removeLine(position)} onRemove={onRemove} />
      </td>
    </tr>
  );
}
