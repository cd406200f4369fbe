/**
 * The columns of an exported CSV file: the fields that an import can fill, under the names that it knows them by, so that a file
 * that goes out, and comes back changed or not, needs no mapping.
 */
import { fieldsOf } from '../../imports/entities/index.ts';
import type { ExportRow } from '../../store/queries/export-rows.ts';
import type { Entity } from '../wire.ts';
import { cents, decimal, percent } from './numbers.ts';

interface Column {
  heading: string;
  /** @param line of an invoice; empty for the others. */
  cell: (row: ExportRow, line: ExportRow) => string;
}

/** Values that are stored otherwise than written. */
const written: Partial<Record<string, (value: number) => string>> = { creditLimitCents: cents };

/** Fields of an invoice's lines, by the name that the import has for them. */
const lineCells: Record<string, (line: ExportRow) => string> = {
  description: (line) => text(line['description']),
  lineCode: (line) => text(line['code']),
  quantity: (line) => decimal(number(line['quantityMilli']), 3, 0),
  unitPrice: (line) => decimal(number(line['unitPriceE4']), 4, 2),
  discount: (line) => percent(number(line['discountBp'])),
};

/** Freight is exported as the line that it is, not as a column of its own: it would come back twice. */
const notExported = new Set(['freight']);

export function columnsOf(entity: Entity): Column[] {
  return fieldsOf(entity)
    .filter(({ name }) => !notExported.has(name))
    .map(({ name, label }) => {
      const ofLine = entity === 'invoice' ? lineCells[name] : undefined;
      const write = written[name];
      return {
        heading: label,
        cell: (row, line) => {
          if (ofLine !== undefined) return Object.keys(line).length === 0 ? '' : ofLine(line);
          const value = row[name];
          return write !== undefined && typeof value === 'number' ? write(value) : text(value);
        },
      };
    });
}

function text(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function number(value: string | number | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}
