import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invoiceDocument, type InvoiceDocument } from '../../../workers/invoices/document.ts';
import { ensurePdf } from '../../../workers/invoices/ensure-pdf.ts';
import { issueInvoice } from '../../../workers/invoices/ledger/issue.ts';
import { contrastOnWhite } from '../../../workers/invoices/template/contrast.ts';
import { documentSettings, saveDocumentSettings } from '../../../workers/invoices/template/settings.ts';
import { loadInvoice } from '../../../workers/store/invoice-pdf.ts';
import { clerk, ledger, refusal, type Ledger } from '../../support/ledger.ts';
import { jpegs, pngs } from '../../fixtures/documents/pictures.ts';

let l: Ledger;
beforeEach(async () => void (l = await ledger()));
afterEach(() => l.remove());

const save = (changes: object, logo?: string | null) => {
  saveDocumentSettings(l.store, clerk, { ...documentSettings(l.store).settings, ...changes }, logo);
};
const look = (id: string): InvoiceDocument => {
  const record = loadInvoice(l.store, id);
  if (record === null) throw new Error('There is no such invoice.');
  return invoiceDocument(record);
};
const audits = () =>
  l.store.raw
    .prepare<[], string>(`SELECT changes FROM audit_log WHERE entity = 'setting' ORDER BY no`)
    .pluck()
    .all()
    .map((changes) => JSON.parse(changes) as unknown);
/** As an import writes it: nobody here has issued it. */
const imported = () =>
  l.store.write('job:import', (tx) =>
    tx.create('invoice', {
      number: 'X-1',
      billToName: 'Acme',
      issueDate: '2026-01-05',
      subtotalCents: 0,
      totalCents: 0,
    }),
  ).id;

describe('what can be set', () => {
  it('is at first what the site says, and then what was saved, with who changed what', () => {
    expect(documentSettings(l.store)).toMatchObject({
      settings: { legalName: 'Prairie Gate LLC', accent: '', paper: 'letter' },
      logo: null,
    });
    save({ accent: ' #1A5FB4 ', footer: ' Thank you.\r\n\nSee terms. ' }, jpegs.baseline);
    expect(documentSettings(l.store)).toMatchObject({
      settings: { legalName: 'Prairie Gate LLC', accent: '#1a5fb4', footer: 'Thank you.\nSee terms.' },
      logo: { width: 24, height: 16 },
    });
    expect(audits()).toEqual([
      {
        accent: ['', '#1a5fb4'],
        footer: ['', 'Thank you.\nSee terms.'],
        logo: [null, documentSettings(l.store).logo?.sha256],
      },
    ]);
  });

  it('is not written anew where nothing differs', () => {
    save({ accent: '#1a5fb4' });
    save({ accent: '#1A5FB4' });
    expect(audits()).toHaveLength(1);
  });

  it('keeps the logo until it is replaced or taken away', () => {
    save({}, jpegs.baseline);
    save({ accent: '#1a5fb4' });
    expect(documentSettings(l.store).logo).not.toBeNull();
    save({}, null);
    expect(documentSettings(l.store).logo).toBeNull();
  });

  it('refuses a colour that text on white could not be read in', () => {
    expect(contrastOnWhite('#000000')).toBeCloseTo(21, 5);
    expect(contrastOnWhite('#767676')).toBeCloseTo(4.54, 2);
    expect(refusal(() => save({ accent: '#777777' }))).toBe('accent-contrast');
    expect(refusal(() => save({ accent: '#ffcc00' }))).toBe('accent-contrast');
    expect(refusal(() => save({ accent: '#767676' }))).toBe('nothing was refused');
    expect(refusal(() => save({ accent: 'red' }))).toBe('accent-invalid');
  });

  it('refuses what has no room on the page and what no font has', () => {
    expect(refusal(() => save({ footer: 'a\nb\nc\nd' }))).toBe('footer-too-long');
    expect(refusal(() => save({ footer: 'wide '.repeat(60) }))).toBe('footer-too-long');
    expect(refusal(() => save({ legalName: 'x'.repeat(121) }))).toBe('text-too-long');
    expect(refusal(() => save({ address: 'a\n'.repeat(7) }))).toBe('text-too-long');
    expect(refusal(() => save({ footer: '\u{1F69A} free' }))).toBe('font-lacks-character');
    expect(audits()).toEqual([]);
  });
});

describe('what was set', () => {
  it('is the look of drafts and of what is issued from then on', () => {
    const draft = l.draft(100).id;
    save(
      { legalName: 'New Name LLC', paper: 'a4', accent: '#1a5fb4', footer: 'Thank you.' },
      pngs['rgba']?.file,
    );
    const seen = { paper: 'a4', seller: { name: 'New Name LLC' }, look: { accent: '#1a5fb4' } };
    expect(look(draft)).toMatchObject(seen);
    issueInvoice(l.store, clerk, draft);
    expect(look(draft)).toMatchObject(seen);
  });

  it('never changes the PDF of an invoice that was issued, whatever is set, however late it is made', async () => {
    const made = l.issued(100).id;
    const unmade = l.issued(200).id;
    const before = { document: look(unmade), pdf: await ensurePdf(l.store, 'job:1', made) };
    // In the same millisecond as the issue, and later.
    save({ legalName: 'First Name LLC' });
    await l.clock.advance(60_000);
    save({ legalName: 'Second Name LLC', accent: '#1a5fb4' }, jpegs.baseline);
    expect(look(unmade)).toEqual(before.document);
    expect(await ensurePdf(l.store, 'job:1', made)).toEqual({ ...before.pdf, made: false });
    expect(look(l.issued(300).id).seller.name).toBe('Second Name LLC');
  });

  it('does not reach what was issued while the clock was ahead', async () => {
    await l.clock.advance(86_400_000);
    const { id } = l.issued(100);
    await l.clock.advance(-86_400_000);
    save({ legalName: 'New Name LLC' });
    expect(look(id).seller.name).toBe('Prairie Gate LLC');
  });

  it('is the look of an imported invoice until it leaves the house, and from then on its last PDF’s', async () => {
    const id = imported();
    save({ legalName: 'First Name LLC' });
    expect(look(id).seller.name).toBe('First Name LLC');
    await ensurePdf(l.store, 'job:1', id);
    l.store.write(clerk, (tx) => tx.update('invoice', id, { status: 'sent' }));
    await l.clock.advance(60_000);
    save({ legalName: 'Second Name LLC' });
    expect(look(id).seller.name).toBe('First Name LLC');
    const again = await ensurePdf(l.store, 'job:1', id);
    save({ legalName: 'Third Name LLC' });
    expect(await ensurePdf(l.store, 'job:1', id)).toEqual({ ...again, made: false });
  });
});
