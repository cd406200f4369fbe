/** The test page: one page with the printer's name, the time, a ruler that measures, and light and dark areas. */
import { expect, it } from 'vitest';
import { drawTestPage, type TestPage } from '../../../workers/printing/draw-test-page.ts';
import { pagePixels, pageTexts, pdfInfo, qpdfCheck } from '../../support/pdf-tools.ts';

const page: TestPage = {
  printer: 'Office "Łódź"',
  printedAt: '2026-03-15 14:05:09 America/Chicago',
  at: Date.UTC(2026, 2, 15, 19, 5, 9),
  seller: 'Harbor Freight Brokerage',
  paper: 'letter',
  copies: 1,
  duplex: false,
};

it('says which printer it is for and when it was printed, on one page', async () => {
  const pdf = await drawTestPage(page);
  expect(qpdfCheck(pdf)).toContain('No syntax or stream encoding errors');
  const texts = pageTexts(pdf, 'content');
  expect(texts).toHaveLength(1);
  for (const word of [
    'Test page',
    'Office "Łódź"',
    '2026-03-15 14:05:09 America/Chicago',
    'One copy, one side',
  ])
    expect(texts[0]).toContain(word);
  expect(pdfInfo(pdf)['Page size']).toContain('letter');
  expect(pdfInfo(await drawTestPage({ ...page, paper: 'a4' }))['Page size']).toContain('A4');
});

it('is the same for the same printer and moment, and another for the next', async () => {
  expect(await drawTestPage(page)).toEqual(await drawTestPage(page));
  expect(await drawTestPage({ ...page, at: page.at + 1000 })).not.toEqual(await drawTestPage(page));
});

it('has solid black, paper white and greys between them', async () => {
  const { grey } = pagePixels(await drawTestPage(page), 1, 50);
  const share = (from: number, to: number) =>
    grey.filter((level) => level >= from && level <= to).length / grey.length;
  expect(share(0, 30)).toBeGreaterThan(0.05);
  expect(share(250, 255)).toBeGreaterThan(0.5);
  for (let level = 40; level < 240; level += 26) expect(share(level - 14, level + 14)).toBeGreaterThan(0.002);
});

it('is drawn for a printer whose name no font has', async () => {
  const [text] = pageTexts(
    await drawTestPage({ ...page, printer: `Office ${String.fromCodePoint(0x1f5a8)} 2` }),
    'content',
  );
  expect(text).toContain('Office ? 2');
});
