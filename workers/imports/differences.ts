/** What an updated row has changed, or would change: its former values beside those that it gives. */
import type { Entity, FieldDifference } from '../api/wire.ts';
import { fieldsOf } from './entities/index.ts';
import type { FileFormat } from './format.ts';
import type { FileRecord } from './records.ts';
import { RowReader } from './row.ts';
import type { Mapping } from './source.ts';

/** @returns a function of the former values (JSON, as `import_row.before`) and of the row as it is read. */
export function differencesOf(
  entity: Entity,
  mapping: Mapping,
  format: FileFormat,
): (before: string, record: FileRecord) => FieldDifference[] {
  const reader = new RowReader(fieldsOf(entity), mapping, format);
  return (before, record) => {
    reader.read(record);
    const given = new Map(reader.fields.map(({ name }, i) => [name, reader.values[i] ?? '']));
    return Object.entries(JSON.parse(before) as Record<string, unknown>).map(([field, value]) => {
      if (field === 'deletedAt') return { field, label: 'Deleted', before: 'yes', after: null };
      const label = reader.fields.find(({ name }) => name === field)?.label ?? field;
      const after = given.get(field) ?? '';
      return { field, label, before: shown(value), after: after === '' ? null : after };
    });
  };
}

function shown(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
