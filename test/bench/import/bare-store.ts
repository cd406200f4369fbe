/** The table that all contenders fill: the program's own, made by its own migrations. */
import { openStore, type Store } from '../../../workers/store/open.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { encodingOf } from '../../../workers/imports/encoding.ts';
import { examine, type FileFormat } from '../../../workers/imports/format.ts';
import { guessMapping } from '../../../workers/imports/mapping.ts';
import { partners } from '../../../workers/imports/entities/index.ts';
import { RowReader } from '../../../workers/imports/row.ts';
import { storedColumns } from '../../../workers/imports/parse-file.ts';
import { partnerSql } from '../../../workers/store/import-partner-table.ts';
import { Surveyor } from '../../../workers/imports/survey.ts';
import { createReadStream } from 'node:fs';

export interface BareImport {
  store: Store;
  format: FileFormat;
  /** The program's own validation. */
  reader: RowReader;
  /** Upsert of one row: id, key, then the columns as the reader gives them. */
  upsert: string;
  /** Index of the key among the reader's values. */
  keyAt: number;
}

/** A migrated database and the same mapping and validation as the real job has. */
export async function bareImport(dataDir: string, file: string, cacheMiB: number): Promise<BareImport> {
  const store = openStore({ dataDir, cacheMiB });
  await migrateStore(store);
  const surveyor = new Surveyor();
  for await (const chunk of createReadStream(file, { end: 1024 * 1024 })) surveyor.push(chunk as Buffer);
  const survey = surveyor.finish();
  if (encodingOf(survey) !== 'utf-8') throw new Error('The generated file is UTF-8.');
  const { format, columns } = examine(file, survey, file);
  const entity = partners.carrier;
  const mapping = guessMapping('carrier', columns);
  const reader = new RowReader(entity.fields, mapping, format);
  const { key, columns: stored } = partnerSql({
    table: 'carrier',
    key: entity.key,
    columns: storedColumns(entity, mapping),
    actor: 'bench',
  });
  const keyAt = reader.fields.findIndex(({ name }) => name === entity.key);
  const set = stored.map((name) => `${name} = excluded.${name}`).join(', ');
  const differs = stored.map((name) => `${name} IS NOT excluded.${name}`).join(' OR ');
  const upsert = `INSERT INTO carrier (id, ${key}, ${stored.join(', ')}, created_at, created_by, updated_at, updated_by)
    VALUES (?, ?, ${stored.map(() => '?').join(', ')}, ?, ?, ?, ?)
    ON CONFLICT (${key}) DO UPDATE SET ${set}, version = version + 1 WHERE ${differs}`;
  return { store, format, reader, upsert, keyAt };
}

/** Parameters of the upsert for the row that the reader has just accepted. */
export function parameters(
  { reader, keyAt }: BareImport,
  id: string,
  now: number,
): (string | number | null)[] {
  const values: (string | number | null)[] = [id, reader.values[keyAt] ?? ''];
  reader.values.forEach((value, i) => {
    if (i !== keyAt) values.push(value === '' ? null : value);
  });
  values.push(now, 'bench', now, 'bench');
  return values;
}
