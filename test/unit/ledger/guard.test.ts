/** Every way to a row of an issued invoice, and that none of them changes what it says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeDraft, linesOf, removeDraft } from '../../../workers/invoices/ledger/drafts.ts';
import { Outcomes } from '../../../workers/store/import-outcome.ts';
import { InvoiceWriter } from '../../../workers/store/import-invoice.ts';
import { replaceLines } from '../../../workers/store/invoice-lines.ts';
import { recordPdf } from '../../../workers/store/invoice-pdf.ts';
import { clerk, ledger, lineOf, refusal, type Ledger } from '../../support/ledger.ts';
import type { Invoice } from '../../../workers/invoices/ledger/find.ts';
import { programRoot } from '../../../workers/paths.ts';

let l: Ledger;
let issued: Invoice;
beforeEach(async () => {
  l = await ledger();
  issued = l.issued(100_00, { notes: 'Thanks', poNumber: 'PO-1' });
});
afterEach(() => l.remove());

const content = () => ({ row: l.row(issued.id), lines: linesOf(l.store, issued.id) });
const update = (patch: object) =>
  refusal(() => l.store.write(clerk, (tx) => tx.update('invoice', issued.id, patch)));

/** Everything but these may not move. */
const movable = new Set([
  'status',
  'settledCents',
  'pdfSha256',
  'pdfBytes',
  'pdfAt',
  'voidedAt',
  'voidedBy',
  'voidReason',
]);
/** Kept by the write layer: no patch can name them. */
const kept = new Set([
  'no',
  'id',
  'version',
  'baseVersion',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deviceNo',
  'deletedAt',
]);

describe('an issued invoice', () => {
  it('refuses a change of any column that it says something with', () => {
    const before = content();
    const columns = Object.keys(before.row).filter((column) => !movable.has(column) && !kept.has(column));
    expect(columns.length).toBeGreaterThan(20);
    for (const column of columns)
      expect([column, update({ [column]: 'other' })]).toEqual([column, 'invoice-issued']);
    // Hidden among columns that may move, it is refused as well.
    expect(update({ pdfBytes: 5, notes: 'other' })).toBe('invoice-issued');
    expect(content()).toEqual(before);
  });

  it.each([
    ['a change as if it were a draft', () => changeDraft(l.store, clerk, issued.id, { notes: 'x' })],
    ['other lines', () => changeDraft(l.store, clerk, issued.id, { lines: [lineOf(1)] })],
    ['other lines by the store', () => l.store.write(clerk, (tx) => replaceLines(tx, issued, []))],
    [
      'other lines by a caller that still holds the draft',
      () => l.store.write(clerk, (tx) => replaceLines(tx, { ...issued, status: 'draft' }, [])),
    ],
    ['removal', () => l.store.write(clerk, (tx) => tx.remove('invoice', issued.id))],
    ['removal as if it were a draft', () => removeDraft(l.store, clerk, issued.id)],
  ])('refuses %s', (_, change) => {
    const before = content();
    expect(refusal(change)).toBe('invoice-issued');
    expect(content()).toEqual(before);
  });

  it('is met by an import under its number, which refuses the rows that say something else', () => {
    const before = content();
    for (const mode of ['skip', 'update', 'merge'] as const) {
      const outcomes = new Outcomes(l.store, 1);
      l.store.write('import:1', () =>
        new InvoiceWriter(l.store, { actor: 'import:1', mode, dryRun: false, numberHeading: 'No' }).write(
          {
            number: issued.number,
            header: { billToName: 'Somebody else', issueDate: '2026-01-01', currency: 'EUR' },
            lines: [
              {
                code: 'goods',
                description: 'x',
                quantityMilli: 1000,
                unitPriceE4: 1,
                discountBp: 0,
                amountCents: 0,
              },
            ],
            subtotalCents: 0,
            rows: [{ line: 2, raw: '[]' }],
          },
          outcomes,
        ),
      );
      expect(content()).toEqual(before);
    }
  });

  it('takes a PDF, which is derived from it', () => {
    l.store.write('job:1', (tx) =>
      recordPdf(tx, l.row(issued.id), { fingerprint: 'f', sha256: 's', bytes: 1 }),
    );
    expect(content().row).toMatchObject({ pdfSha256: 's', version: issued.version, notes: 'Thanks' });
  });

  it('goes from status to status as the ledger allows, and never back to a draft', () => {
    expect(update({ status: 'draft' })).toBe('invoice-status');
    expect(update({ status: 'unheard-of' })).toBe('invoice-status');
    // Paid is what is settled.
    expect(update({ status: 'paid' })).toBe('invoice-status');
    expect(update({ status: 'sent' })).toBe('nothing was refused');
    expect(update({ status: 'paid', settledCents: 100_00 })).toBe('nothing was refused');
    expect(update({ status: 'sent' })).toBe('invoice-status');
    expect(update({ status: 'sent', settledCents: 0 })).toBe('nothing was refused');
    expect(update({ status: 'issued' })).toBe('invoice-status');
    expect(update({ status: 'void' })).toBe('nothing was refused');
    for (const status of ['draft', 'issued', 'sent', 'paid'])
      expect(update({ status })).toBe('invoice-status');
  });
});

it('only these files write to invoices and their lines: whoever else does must be looked at here', () => {
  const writes =
    /\b(?:insert|update|delete)\((?:schema\.)?(?:invoice|invoiceLine)\)|\b(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?invoice(?:_line)?\b/;
  const workers = join(programRoot, 'workers');
  const files = readdirSync(workers, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && writes.test(readFileSync(join(workers, file), 'utf8')));
  expect(files.sort()).toEqual([
    // Makes them, and never touches one that is there.
    'store/import-invoice.ts',
    // Takes back what its own import made and nobody has touched since.
    'store/import-undo-invoices.ts',
    // Of drafts alone.
    'store/invoice-lines.ts',
    // The three columns of the PDF.
    'store/invoice-pdf.ts',
  ]);
});
