import { describe, expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { goodsLines, invoiceRecord, longText, type Sample } from '../../support/invoice-samples.ts';
import {
  pagePixels,
  pageTexts,
  pdfFonts,
  pdfInfo,
  pdfStructure,
  pdfXmp,
  qpdfCheck,
} from '../../support/pdf-tools.ts';

const draw = (sample: Sample = {}) => drawInvoice(invoiceDocument(invoiceRecord(sample)));
const cents = (text: string | undefined) => Math.round(Number((text ?? '').replaceAll(/[^\d.-]/g, '')) * 100);
/** Words with one blank between them, as pdftotext may break lines where the page does. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe('the text of an invoice', () => {
  it('reads in the order of a person: who bills, what is due, who pays for what, the lines, the totals', async () => {
    const [page = ''] = pageTexts(
      await draw({ lines: [{ description: 'Lumper, receipt 55172' }] }),
      'content',
    );
    const order = [
      'Prairie Gate Logistics LLC',
      'MC 731904 · USDOT 2418873',
      'INVOICE',
      'PG-2026-004817',
      'Amount due',
      '$100.00',
      'Due date',
      'Dec 3, 2026',
      'Net 30 days',
      'Bill to',
      'Toms Spezialitäten GmbH',
      'Luisenstraße 48',
      'Ship to',
      'Ridgeline Cold Storage',
      'References',
      'Load L-48213',
      'PO 4500098716',
      'BOL 7719024',
      'PRO 338-201554',
      'Description Qty Unit price Amount (USD)',
      'Lumper, receipt 55172 1 100.00 100.00',
      'Subtotal 100.00',
      'Total 100.00',
      'Amount due $100.00',
      'Remit to',
      'ACH 071000013 · Account 5550178',
      'Payment',
    ];
    const text = flat(page);
    let from = 0;
    for (const words of order) {
      const at = text.indexOf(words, from);
      expect(at, `${words} after ${text.slice(from, from + 60)}`).toBeGreaterThanOrEqual(0);
      from = at + words.length;
    }
  });

  it.each([
    ['Latin Extended', 'Łódź Śpedycja – Zażółć gęślą jaźń, Đorđe, Țara, İstanbul, Việt Nam'],
    ['Greek', 'Διανομή στην Αθήνα, ΜΕΤΑΦΟΡΕΣ'],
    ['Cyrillic', 'Трансгранична доставка, Київ, Њ'],
    ['curly quotes and the euro sign', '“Curly” ‘single’ €1,000 — dash… № 7'],
    ['Chinese, Japanese and Korean', '深圳市顺丰速运有限公司 東京ガス 서울'],
    ['letters with combining marks', 'Cafe\u0301 n\u0303o Z\u030C'],
    ['signs that share a drawing', 'Ω and \u2126, Δ and \u2206, µ and μ'],
    ['what a font might join or swap', 'fi ffl 10x20 -> 1/2 (c) ->='],
  ])('comes out as it went in: %s', async (_, text) => {
    const pdf = await draw({ invoice: { billToName: text }, lines: [{ description: text }] });
    const read = flat(pageTexts(pdf, 'content').join(' '));
    // Twice in the semibold of names, once in the regular of lines: a place that one font shows right proves nothing for another.
    expect(read.split(text).length - 1).toBeGreaterThanOrEqual(2);
  });

  it('shows discounts only where there are some, and taxes only where there are any', async () => {
    const without = flat(pageTexts(await draw({ lines: [{ description: 'x' }] }), 'content').join());
    expect(without).not.toContain('Discount');
    expect(without).not.toMatch(/Tax \d/);
    const sample = { lines: [{ description: 'x', discountBp: 1250 }], invoice: { taxCents: 700 } };
    const text = flat(pageTexts(await draw(sample), 'content').join());
    expect(text).toContain('x 1 100.00 12.5% 87.50');
    expect(text).toContain('Subtotal 87.50 Tax 7.00 Total 94.50');
  });

  it('names a credit, a zero-decimal currency, and an invoice without lines', async () => {
    const credit = flat(
      pageTexts(
        await draw({ lines: [{ description: 'Credit', unitPriceE4: -2_500_000 }] }),
        'content',
      ).join(),
    );
    expect(credit).toContain('Credit balance -$250.00');
    const yen = {
      lines: [{ description: 'Container', unitPriceE4: 15_000_000 }],
      invoice: { currency: 'JPY' },
    };
    const text = flat(pageTexts(await draw(yen), 'content').join());
    expect(text).toContain('¥1,500');
    expect(text).toContain('Container 1 1,500 1,500');
    expect(flat(pageTexts(await draw({ lines: [] }), 'content').join())).toContain('No items');
  });

  it.each([
    ['paid', 'PAID', 'Paid -100.00 Amount due $0.00'],
    ['void', 'VOID', 'Voided -100.00 Amount due $0.00'],
    ['draft', 'DRAFT', 'Amount due $100.00'],
  ])('is stamped when the invoice is %s', async (status, stamp, sums) => {
    const pdf = await draw({ lines: [{ description: 'x' }], invoice: { status } });
    const text = flat(pageTexts(pdf, 'content').join());
    expect(text).toContain(stamp);
    expect(text).toContain(sums);
    const plain = pagePixels(await draw({ lines: [{ description: 'x' }] }), 1, 20);
    const stamped = pagePixels(pdf, 1, 20);
    const changed = stamped.grey.filter((grey, i) => grey !== plain.grey[i]).length;
    expect(changed / stamped.grey.length).toBeGreaterThan(0.03);
  });
});

describe('an invoice of many pages', () => {
  it('has number and head on each of 20, and page n of m', async () => {
    const pages = pageTexts(await draw({ lines: goodsLines(480) }), 'content').map(flat);
    expect(pages).toHaveLength(20);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain('PG-2026-004817');
      expect(page).toContain('Description Qty Unit price Discount Amount (USD)');
      expect(page).toContain(`Page ${i + 1} of 20`);
      expect(page).toContain('Prairie Gate Logistics LLC');
    }
  });

  it('carries on each page the sum of the amounts shown so far, and ends in their sum', async () => {
    const pages = pageTexts(await draw({ lines: goodsLines(200) }), 'layout');
    expect(pages.length).toBeGreaterThan(5);
    let sum = 0;
    let rows = 0;
    for (const [i, page] of pages.entries()) {
      if (i > 0) expect(cents(/Brought forward +([\d,.-]+)/.exec(page)?.[1])).toBe(sum);
      for (const [, amount] of page.matchAll(
        /^ *\S.*? +[\d.,]+ +[\d.,]+(?: +[\d.]+%)? +(-?[\d,]+\.\d\d)$/gm,
      )) {
        sum += cents(amount);
        rows++;
      }
      const carried = /Carried forward +([\d,.-]+)/.exec(page)?.[1];
      if (i < pages.length - 1) expect(cents(carried)).toBe(sum);
      else expect(carried).toBeUndefined();
    }
    expect(rows).toBe(200);
    expect(cents(/Total +([\d,.]+)/.exec(pages.at(-1) ?? '')?.[1])).toBe(sum);
  });

  it('wraps a description of 6,000 words over pages and cuts none of it', async () => {
    const words = longText(6000);
    const pdf = await draw({
      lines: [{ description: 'First' }, { description: words }, { description: 'Last' }],
    });
    const pages = pageTexts(pdf, 'content');
    const furniture =
      /^(Prairie Gate Logistics LLC|Toms Spezialitäten GmbH|Invoice PG-.*|.*Page \d+ of \d+|Description Qty.*|(Brought|Carried) forward.*)$/;
    const text = pages.flatMap((page) => page.split('\n').filter((line) => !furniture.test(line.trim())));
    // The row's figures stand beside its first line, so they are read after the part of it that is on the first page.
    const read = flat(text.join(' ')).replace(/(pallet0 .*?) 1 100\.00 100\.00/, '$1');
    expect(read.includes(words), 'every word, in order').toBe(true);
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) expect(page).toContain('PG-2026-004817');
  });

  it('never shows the totals without a row above them', async () => {
    for (let count = 8; count <= 40; count++) {
      const pages = pageTexts(await draw({ lines: goodsLines(count), invoice: { taxCents: 5 } }), 'content');
      const last = flat(pages.find((page) => page.includes('Subtotal')) ?? '');
      expect(last).toMatch(
        /lot \d+ [\d.]+ [\d.,]+( 15%)? [\d,.]+ Subtotal [\d,.]+ Tax 0\.05 Total [\d,.]+ Amount due \$/,
      );
    }
  });
});

describe('the file of an invoice', () => {
  const samples: Record<string, Sample> = {
    plain: {},
    stamped: { invoice: { status: 'void' } },
    long: { lines: [{ description: longText(2000) }, ...goodsLines(60)] },
    scripts: { invoice: { billToName: 'Łódź 深圳 Αθήνα', notes: 'n\u0303o' } },
  };

  it.each(Object.keys(samples))('is sound: %s', async (name) => {
    const pdf = await draw(samples[name]);
    expect(qpdfCheck(pdf)).toContain('No syntax or stream encoding errors found');
    for (const font of pdfFonts(pdf)) {
      expect(font).toMatchObject({ embedded: 'yes', subset: 'yes', unicode: 'yes' });
    }
  });

  it('embeds the house font, and the fallback only when it is needed', async () => {
    const names = async (sample: Sample) =>
      pdfFonts(await draw(sample))
        .map(({ name }) => name.replace(/^[A-Z]+\+/, ''))
        .sort();
    expect(await names({})).toEqual(['Inter-Regular', 'Inter-SemiBold']);
    expect(await names({ lines: [{ description: '深圳' }] })).toContain('DroidSansFallback');
  });

  it('says what it is, in metadata that stay well-formed whatever the names hold', async () => {
    const pdf = await draw({
      site: { legalName: 'Smith & <Sons>' },
      invoice: { number: 'A&B<1>', billToName: 'Łódź & Co' },
    });
    const info = pdfInfo(pdf);
    expect(info).toMatchObject({
      Title: 'Invoice A&B<1>',
      Author: 'Smith & <Sons>',
      Subject: 'Invoice A&B<1>, Łódź & Co',
      Producer: 'Dockhand',
      CreationDate: 'D:20261103000000Z',
      Tagged: 'yes',
      Pages: '1',
    });
    const xmp = pdfXmp(pdf);
    expect(xmp).toContain('Invoice A&amp;B&lt;1&gt;');
    expect(xmp).toContain('Łódź &amp; Co');
    expect(xmp).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });

  it('is made for Letter or A4', async () => {
    expect(pdfInfo(await draw())['Page size']).toContain('letter');
    expect(pdfInfo(await draw({ site: { paper: 'a4' } }))['Page size']).toContain('A4');
  });

  it('has a structure to be read aloud: title, headings, and a table with its head once', async () => {
    const structure = pdfStructure(await draw({ lines: goodsLines(60) }));
    expect(structure).toMatch(/H1 \(block\)[^]*INVOICE/);
    expect(structure).toMatch(/H2 \(block\)[^]*Bill to/);
    expect(structure.match(/^ *Table/gm)).toHaveLength(1);
    expect(structure.match(/^ *TH\b/gm)).toHaveLength(5);
    expect(structure.match(/^ *TR$/gm)).toHaveLength(61);
    expect(structure).not.toContain('Carried forward');
    expect(structure).not.toContain('Page 1 of');
  });

  it('sets no ink outside the margins, whatever the names and sums', async () => {
    const long = 'Intercontinental Freight Forwarding and Warehousing Company of Greater Chicago '.repeat(3);
    const pdf = await draw({
      site: { legalName: long, address: `${long}\n${long}` },
      invoice: { number: `PG/${'0048170000'.repeat(9)}`, billToName: long, currency: 'PLN', notes: long },
      lines: [{ description: 'W'.repeat(300), quantityMilli: 900_719_925, unitPriceE4: 9_007_199_250 }],
    });
    expect(qpdfCheck(pdf)).toContain('No syntax');
    const dpi = 72;
    const { width, height, grey } = pagePixels(pdf, 1, dpi);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (x >= 46 && x < width - 46 && y >= 40 && y < height - 30) continue;
        expect(grey[y * width + x], `ink at ${x}, ${y}`).toBe(255);
      }
    }
  });
});
