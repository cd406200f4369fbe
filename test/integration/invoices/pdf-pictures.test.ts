/** Pages of a long invoice, a credit note and a statement as pictures. With DOCKHAND_SCREENSHOTS=1 those of the gallery are made anew. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { recordPayment } from '../../../workers/invoices/ledger/payments.ts';
import { drawStatement } from '../../../workers/invoices/statement/draw-statement.ts';
import { statementDocument } from '../../../workers/invoices/statement/statement-document.ts';
import { programRoot } from '../../../workers/paths.ts';
import { freightLines, goodsLines, invoiceRecord } from '../../support/invoice-samples.ts';
import { clerk, ledger } from '../../support/ledger.ts';
import { greyPng } from '../../support/grey-png.ts';
import { pagePixels, pageTexts } from '../../support/pdf-tools.ts';

const isForGallery = process.env['DOCKHAND_SCREENSHOTS'] === '1';
const own = mkdtempSync(join(tmpdir(), 'dockhand-pictures-'));
const folder = isForGallery ? join(programRoot, 'resources', 'screenshots') : own;
afterAll(() => rmSync(own, { recursive: true, force: true }));

/** A picture is part of the repository: it stays small. */
const mostBytes = 120 * 1024;
const dpi = 100;

/** The first page, one in the middle, and the last. */
function picture(name: string, pdf: Buffer): void {
  const last = pageTexts(pdf, 'content').length;
  for (const page of new Set([1, Math.ceil(last / 2), last]))
    writeFileSync(join(folder, `pdf-${name}-${page}.png`), greyPng(pagePixels(pdf, page, dpi)));
  const made = readdirSync(folder).filter((file) => file.startsWith(`pdf-${name}-`));
  expect(made).toHaveLength(Math.min(3, last));
  for (const file of made)
    expect([file, statSync(join(folder, file)).size < mostBytes]).toEqual([file, true]);
}

it('shows a long invoice', async () => {
  const shipment = JSON.stringify({
    stops: [
      {
        kind: 'pickup',
        name: 'Harbor Cold Storage',
        place: 'Joliet, IL',
        date: '2026-11-01',
        arrived: '07:45',
      },
      { kind: 'delivery', name: 'Ridgeline Cold Storage', place: 'Columbus, OH', date: '2026-11-02' },
    ],
    trailer: 'T-5388',
    weightPounds: 41_200,
  });
  const lines = [...freightLines, ...goodsLines(90)];
  picture('invoice', await drawInvoice(invoiceDocument(invoiceRecord({ invoice: { shipment }, lines }))));
});

it('shows a credit note', async () => {
  const invoice = {
    kind: 'credit-note',
    number: 'CN-A1-2026-000012',
    dueDate: null,
    notes: 'Detention was not agreed',
  };
  const lines = freightLines.slice(2, 3);
  picture('credit-note', await drawInvoice(invoiceDocument(invoiceRecord({ invoice, lines }))));
});

it('shows a statement', async () => {
  const books = await ledger();
  try {
    const customer = books.customer('C-9', {
      legalName: 'Lakeshore Produce',
      street: '1 Dock Road',
      city: 'Joliet',
    });
    for (let i = 0; i < 60; i++)
      books.issued(90_000 + i * 1_350, { customer }, `2026-0${1 + (i % 3)}-0${1 + (i % 9)}`);
    const payment = { customer: 'C-9', date: '2026-03-12', method: 'check', reference: '7781' } as const;
    recordPayment(books.store, clerk, { ...payment, amountCents: 140_000 });
    picture('statement', await drawStatement(statementDocument(books.store, 'C-9')));
  } finally {
    books.remove();
  }
});
