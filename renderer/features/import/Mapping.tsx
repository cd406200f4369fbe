/** Which column of the file fills which field, with values to judge by. */
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Inspection, TargetField } from '../../../workers/api/wire.ts';
import { mappedColumn, type DateOrder, type Mapping as Sources } from '../../../workers/imports/source.ts';
import { dateTime } from '../../format/time.ts';
import { useNow } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { texts as shared } from '../../ui/texts.ts';
import classes from './CheckScreen.module.css';
import { DateOrderChoice } from './DateOrderChoice.tsx';
import { Suggestions } from './Suggestions.tsx';
import { dateQuestion, sampleValues, suggestionsFor, unusedHeaders } from './draft.ts';
import { texts } from './texts.ts';

/** Columns offered at once; typing narrows them. Files with thousands of columns exist. */
const offered = 100;
/** Unused columns listed by name. */
const namedUnused = 12;

interface MappingProps {
  inspection: Inspection;
  mapping: Sources;
  busy: boolean;
  onColumn: (field: string, header: string | null) => void;
  onDateOrder: (field: string, order: DateOrder | null) => void;
}

export function Mapping({ inspection, mapping, busy, onColumn, onDateOrder }: MappingProps) {
  const { fields } = inspection;
  // A name may stand above several columns, and above none of them.
  const headers = useMemo(
    () => [...new Set(inspection.headers)].filter((header) => header !== ''),
    [inspection.headers],
  );
  const lacking = new Set(inspection.missing.flatMap((missing) => missing.fields));
  const mapped = fields.filter((field) => Object.hasOwn(mapping, field.name)).length;
  return (
    <Panel
      title={texts.check.mappingTitle}
      aside={<span className={classes['hint']}>{texts.check.mappingCount(mapped, fields.length)}</span>}
      flush
    >
      {inspection.remembered !== null && <Remembered {...inspection.remembered} />}
      <table className={classes['table']} aria-busy={busy}>
        <thead>
          <tr>
            <th scope="col" style={{ width: '34%' }}>
              {texts.check.field}
            </th>
            <th scope="col" style={{ width: '32%' }}>
              {texts.check.column}
            </th>
            <th scope="col">{texts.check.samples}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow
              key={field.name}
              field={field}
              mapping={mapping}
              headers={headers}
              lacking={lacking.has(field.name)}
              inspection={inspection}
              onColumn={onColumn}
              onDateOrder={onDateOrder}
            />
          ))}
        </tbody>
      </table>
      <Unused headers={unusedHeaders(headers, mapping)} />
    </Panel>
  );
}

function Remembered({ at, by }: { at: number; by: string }) {
  const now = useNow(60_000);
  return (
    <div className={classes['remembered']}>
      {texts.check.remembered(dateTime(at, now), by.replace(/^user:/, ''))}
    </div>
  );
}

interface FieldRowProps {
  field: TargetField;
  mapping: Sources;
  headers: string[];
  /** The engine misses it. */
  lacking: boolean;
  inspection: Inspection;
  onColumn: MappingProps['onColumn'];
  onDateOrder: MappingProps['onDateOrder'];
}

function FieldRow({ field, mapping, headers, lacking, inspection, onColumn, onDateOrder }: FieldRowProps) {
  const header = mappedColumn(mapping, field.name);
  const question = dateQuestion(inspection, mapping, field.name);
  const samples = header === null ? [] : sampleValues(inspection, header, 3);
  return (
    <tr>
      <td>
        <div className={classes['field']}>
          {field.label}
          {field.required && <span className={classes['required']}>{texts.check.required}</span>}
        </div>
        {field.hint !== '' && <div className={classes['hint']}>{field.hint}</div>}
      </td>
      <td>
        <Select
          aria-label={texts.check.selectFor(field.label)}
          aria-required={field.required}
          placeholder={texts.check.optional}
          data={headers}
          limit={offered}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': shared.clearSearch }}
          value={header}
          error={lacking && header === null}
          onChange={(chosen) => {
            onColumn(field.name, chosen);
          }}
        />
        {header === null && (
          <Suggestions
            suggestions={suggestionsFor(inspection, mapping, field.name)}
            onTake={(heading) => {
              onColumn(field.name, heading);
            }}
          />
        )}
        {question !== null && (
          <DateOrderChoice
            label={texts.check.dateOrderFor(field.label)}
            question={question}
            onChoose={(order) => {
              onDateOrder(field.name, order);
            }}
          />
        )}
      </td>
      <td>
        <span className={classes['samples']} title={samples.join('\n')}>
          {samples.length === 0 ? shared.nothing : samples.join(' · ')}
        </span>
      </td>
    </tr>
  );
}

function Unused({ headers }: { headers: string[] }) {
  if (headers.length === 0) return null;
  const rest = headers.length - namedUnused;
  return (
    <div className={classes['unused']}>
      {texts.check.unused(headers.length)}: {headers.slice(0, namedUnused).join(', ')}
      {rest > 0 && ` ${texts.check.unusedMore(rest)}`}
    </div>
  );
}
