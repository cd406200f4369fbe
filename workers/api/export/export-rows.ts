/** An entity's rows as CSV or JSON text, in small parts, oldest first. */
import { csvLine, utf8Mark } from '../../csv.ts';
import { entityRows, invoicesWithLines, type ExportRow } from '../../store/queries/export-rows.ts';
import type { Store } from '../../store/open.ts';
import type { Entity } from '../wire.ts';
import { columnsOf } from './columns.ts';

export function exportRows(store: Store, entity: Entity, format: 'csv' | 'json'): Generator<string> {
  return format === 'csv' ? csv(store, entity) : json(store, entity);
}

/** Invoices have a row for each of their lines, as an import expects them. */
function* csv(store: Store, entity: Entity): Generator<string> {
  const columns = columnsOf(entity);
  yield utf8Mark + csvLine(columns.map(({ heading }) => heading));
  const line = (row: ExportRow, invoiceLine: ExportRow) =>
    csvLine(columns.map(({ cell }) => cell(row, invoiceLine)));
  if (entity === 'invoice') {
    for (const slice of invoicesWithLines(store)) {
      yield slice
        .map(({ invoice, lines }) =>
          (lines.length === 0 ? [{}] : lines).map((each) => line(invoice, each)).join(''),
        )
        .join('');
    }
  } else for (const slice of entityRows(store, entity)) yield slice.map((row) => line(row, {})).join('');
}

/** An array with one row to a line, by the schema's names and in its units: integer cents, thousandths, basis points. */
function* json(store: Store, entity: Entity): Generator<string> {
  let before = '[\n';
  const slices = entity === 'invoice' ? wholeInvoices(store) : entityRows(store, entity);
  for (const slice of slices) {
    yield before + slice.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function* wholeInvoices(store: Store): Generator<Record<string, unknown>[]> {
  for (const slice of invoicesWithLines(store))
    yield slice.map(({ invoice, lines }) => Object.assign(invoice, { lines }));
}
