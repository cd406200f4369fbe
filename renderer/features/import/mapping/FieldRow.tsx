/** One field: the column that fills it, what that gives, and on request every other way to fill it. */
import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import type { Inspection, TargetField } from '../../../../workers/api/wire.ts';
import { mappedColumn, sourceFor, type Mapping, type Source } from '../../../../workers/imports/source.ts';
import { texts as shared } from '../../../ui/texts.ts';
import { dateQuestion, suggestionsFor, withDateOrder } from '../draft.ts';
import { texts } from '../texts.ts';
import { DateOrderChoice } from './DateOrderChoice.tsx';
import {
  formOf,
  offered,
  ownItem,
  sameSource,
  sourceOf,
  withOtherColumn,
  type FieldForm,
} from './field-form.ts';
import classes from './Mapping.module.css';
import { mappingTexts } from './mapping-texts.ts';
import { SourceForm } from './SourceForm.tsx';
import { firstValues } from './source-values.ts';
import { Suggestions } from './Suggestions.tsx';

interface FieldRowProps {
  field: TargetField;
  mapping: Mapping;
  headers: string[];
  /** The engine misses it. */
  lacking: boolean;
  inspection: Inspection;
  onSource: (field: string, source: Source | null) => void;
}

export function FieldRow({ field, mapping, headers, lacking, inspection, onSource }: FieldRowProps) {
  const id = useId();
  const more = useRef<HTMLButtonElement>(null);
  const [form, setForm] = useState<FieldForm | null>(null);
  const source = sourceFor(mapping, field.name);
  // Chosen elsewhere, as by a template: that holds.
  if (form !== null && !sameSource(sourceOf(form), source)) setForm(formOf(source));
  const question = dateQuestion(inspection, mapping, field.name);
  const change = (next: FieldForm) => {
    setForm(next);
    onSource(field.name, sourceOf(next));
  };
  const choose = (column: string | null) => {
    if (form !== null) {
      const single = form.filling === 'part' ? 'part' : 'column';
      change({ ...form, filling: single, column, dateOrder: null });
    } else onSource(field.name, column === null ? null : withOtherColumn(source, column));
  };
  const details = form === null ? mappingTexts.details(source) : null;
  return (
    <>
      <tr data-open={form !== null || undefined}>
        <td>
          <div className={classes['field']}>
            {field.label}
            {field.required && <span className={classes['required']}>{texts.check.required}</span>}
          </div>
          {field.hint !== '' && <div className={classes['hint']}>{field.hint}</div>}
        </td>
        <td>
          <div className={classes['choice']}>
            <ColumnSelect
              field={field}
              source={source}
              column={form === null ? mappedColumn(mapping, field.name) : singleColumn(form)}
              headers={headers}
              error={lacking && source === null}
              onChoose={choose}
            />
            <Tooltip label={mappingTexts.moreHint}>
              <ActionIcon
                ref={more}
                variant="subtle"
                color="gray"
                size={36}
                aria-label={mappingTexts.more(field.label)}
                aria-expanded={form !== null}
                aria-controls={form === null ? undefined : id}
                onClick={() => {
                  setForm(form === null ? formOf(source) : null);
                }}
              >
                <IconDots size={18} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          </div>
          {details !== null && <div className={classes['hint']}>{details}</div>}
          {source === null && form === null && (
            <Suggestions
              suggestions={suggestionsFor(inspection, mapping, field.name)}
              onTake={(heading) => {
                onSource(field.name, heading);
              }}
            />
          )}
          {question !== null && (
            <DateOrderChoice
              label={texts.check.dateOrderFor(field.label)}
              question={question}
              onChoose={(order) => {
                onSource(field.name, sourceFor(withDateOrder(mapping, field.name, order), field.name));
              }}
            />
          )}
        </td>
        <td>
          <Values values={source === null ? [] : firstValues(inspection, source, 3)} />
        </td>
      </tr>
      {form !== null && (
        <tr>
          <td colSpan={3} className={classes['detail']}>
            <SourceForm
              id={id}
              label={field.label}
              form={form}
              headers={headers}
              onChange={change}
              onClose={() => {
                setForm(null);
                more.current?.focus();
              }}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function singleColumn({ filling, column }: FieldForm): string | null {
  return filling === 'column' || filling === 'part' ? column : null;
}

interface ColumnSelectProps {
  field: TargetField;
  source: Source | null;
  /** Null for none, and for what is no single column. */
  column: string | null;
  headers: string[];
  error: boolean;
  onChoose: (column: string | null) => void;
}

function ColumnSelect({ field, source, column, headers, error, onChoose }: ColumnSelectProps) {
  const own = ownItem(source);
  const data =
    own === null || source === null ? headers : [{ value: own, label: mappingTexts.own(source) }, ...headers];
  return (
    <Select
      flex={1}
      aria-label={texts.check.selectFor(field.label)}
      aria-required={field.required}
      placeholder={texts.check.optional}
      data={data}
      limit={offered}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': shared.clearSearch }}
      value={own ?? column}
      error={error}
      onChange={(chosen) => {
        if (chosen === null || chosen !== own) onChoose(chosen);
      }}
    />
  );
}

function Values({ values }: { values: string[] }) {
  return (
    <span className={classes['samples']} title={values.join('\n')}>
      {values.length === 0 ? shared.nothing : values.join(' · ')}
    </span>
  );
}
