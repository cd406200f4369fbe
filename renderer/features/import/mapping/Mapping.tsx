/** What fills which field, with values to judge by. */
import { useMemo } from 'react';
import type { Inspection } from '../../../../workers/api/wire.ts';
import type { Mapping as Sources, Source } from '../../../../workers/imports/source.ts';
import { dateTime } from '../../../format/time.ts';
import { useNow } from '../../../ui/Moment.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { unusedHeaders } from '../draft.ts';
import { texts } from '../texts.ts';
import { offeredHeaders } from './field-form.ts';
import { FieldRow } from './FieldRow.tsx';
import classes from './Mapping.module.css';

/** Unused columns listed by name. */
const namedUnused = 12;

interface MappingProps {
  inspection: Inspection;
  mapping: Sources;
  busy: boolean;
  /** Null: nothing fills the field. */
  onSource: (field: string, source: Source | null) => void;
}

export function Mapping({ inspection, mapping, busy, onSource }: MappingProps) {
  const { fields, entity } = inspection;
  const headers = useMemo(() => offeredHeaders(inspection.headers), [inspection.headers]);
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
            <th scope="col" style={{ width: '30%' }}>
              {texts.check.field}
            </th>
            <th scope="col" style={{ width: '38%' }}>
              {texts.check.column}
            </th>
            <th scope="col">{texts.check.samples}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow
              key={`${entity ?? ''} ${field.name}`}
              field={field}
              mapping={mapping}
              headers={headers}
              lacking={lacking.has(field.name)}
              inspection={inspection}
              onSource={onSource}
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
