/** Chromium's print-to-PDF with the page reused: the usual other way to an invoice, at its quickest. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { InvoiceDocument } from '../../../workers/invoices/document.ts';
import { escapeXml } from '../../../workers/invoices/format/xml.ts';

export async function openBrowser(document: InvoiceDocument) {
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => existsSync(path),
  );
  const browser = await chromium.launch({
    ...(installed === undefined ? {} : { executablePath: installed }),
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  const html = pageOf(document);
  return {
    make: async () => {
      await page.setContent(html);
      return page.pdf({ format: 'Letter' });
    },
    stop: () => browser.close(),
  };
}

function pageOf({ seller, number, lines }: InvoiceDocument): string {
  const rows = lines.map(
    (line) =>
      `<tr><td>${escapeXml(line.description)}<td>${line.quantityMilli / 1000}<td>${line.unitPriceE4 / 10_000}<td>${line.amountCents / 100}`,
  );
  return `<!doctype html><style>body{font:9pt sans-serif}td{padding:4pt}</style><h1>${escapeXml(seller.name)} ${escapeXml(number)}</h1>
<table><thead><tr><th>Description<th>Qty<th>Price<th>Amount</thead>${rows.join('')}</table>`;
}
