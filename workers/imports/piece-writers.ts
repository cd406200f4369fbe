/** What writes the records of each entity, for real or for a dry run. */
import { join } from 'node:path';
import { InvoiceWriter, type IncomingInvoice } from '../store/import-invoice.ts';
import { PartnerTable, type PartnerTableOptions } from '../store/import-partner-table.ts';
import { ShadowTable } from '../store/import-shadow.ts';
import { Upsert } from '../store/import-upsert.ts';
import type { ImportRecord } from '../store/import-record.ts';
import type { Store } from '../store/open.ts';
import { partners } from './entities/index.ts';
import type { PartnerEntity } from './entities/entity.ts';
import { sourceFor, sourceLabel, type Mapping } from './source.ts';
import { storedColumns } from './parse-file.ts';
import { missingColumns } from './required.ts';
import type { PieceWriter } from './slice-writer.ts';

export type PartnerName = PartnerEntity['entity'];

export interface ClosablePieceWriter extends PieceWriter {
  close(): void;
}

export function pieceWriter(
  store: Store,
  record: ImportRecord,
  mapping: Mapping,
  actor: string,
): ClosablePieceWriter {
  const mode = record.onDuplicate as 'skip' | 'update' | 'merge';
  if (record.entity === 'invoice') return invoices(store, record, mapping, actor, mode);
  const entity = partners[record.entity as PartnerName];
  const columns = storedColumns(entity, mapping);
  const options: PartnerTableOptions = { table: entity.entity, key: entity.key, columns, actor };
  const shadow = record.dryRun
    ? new ShadowTable(store, options, join(store.paths.temp, `dry-run-${record.id}.sqlite`))
    : null;
  const records = shadow ?? new PartnerTable(store, options);
  const upsert = new Upsert({ records, columns, mode, actor, lacks: lacking(entity, mapping) });
  return {
    stride: upsert.stride,
    write: (values, lines, count, outcomes) => upsert.write(values, lines, count, outcomes),
    begin: () => shadow?.begin(),
    commit: () => shadow?.commit(),
    close: () => shadow?.remove(),
  };
}

/** Whether the file has every column that a new record needs; without, it can only change those that are there. */
export function canMake(entity: PartnerName, mapping: Mapping): boolean {
  return missingColumns(entity, mapping).length === 0;
}

function lacking(entity: PartnerEntity, mapping: Mapping): { code: string; message: string } | null {
  const missing = missingColumns(entity.entity, mapping).map(({ label }) => label);
  if (missing.length === 0) return null;
  return {
    code: 'missing-column',
    message: `This is none of the ${entity.words} that are known, and a new one cannot be made without: ${missing.join(', ')}. The file has no column for that; add one, or map it.`,
  };
}

function invoices(
  store: Store,
  record: ImportRecord,
  mapping: Mapping,
  actor: string,
  mode: 'skip' | 'update' | 'merge',
): ClosablePieceWriter {
  const numberHeading = sourceLabel(sourceFor(mapping, 'number') ?? '');
  const writer = new InvoiceWriter(store, { actor, mode, dryRun: record.dryRun, numberHeading });
  return {
    stride: 1,
    write(values, _lines, count, outcomes) {
      for (let i = 0; i < count; i += 1)
        writer.write(JSON.parse(values[i] as string) as IncomingInvoice, outcomes);
    },
    close() {},
  };
}
