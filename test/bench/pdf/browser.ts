/**
 * Chromium's print-to-PDF with the page reused and its fonts loaded before: the usual other way to an invoice, at its quickest. It
 * shows the same words in the same fonts and tags them; it is spared the sums carried over pages, the archive's metadata and the
 * attached data.
 */
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { InvoiceDocument } from '../../../workers/invoices/document.ts';
import { resourcePath } from '../../../workers/paths.ts';
import { installedChromium } from '../../support/chromium.ts';
import { invoiceBody, invoiceStyle, pageFoot } from './invoice-html.ts';

export async function openBrowser(invoice: InvoiceDocument) {
  const browser = await chromium.launch({
    ...installedChromium(),
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><html lang="en"><style>${fontFaces()}${invoiceStyle}</style><body>`);
  const body = invoiceBody(invoice);
  const footerTemplate = pageFoot(invoice);
  await page.evaluate(async (html) => {
    document.body.innerHTML = html;
    await document.fonts.ready;
  }, body);
  return {
    make: async () => {
      await page.evaluate((html) => {
        document.body.innerHTML = html;
      }, body);
      return page.pdf({
        format: 'Letter',
        printBackground: true,
        tagged: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate,
        margin: { top: '61px', bottom: '75px', left: '64px', right: '64px' },
      });
    },
    stop: () => browser.close(),
  };
}

function fontFaces(): string {
  const faces = { 'Inter-Regular': 400, 'Inter-SemiBold': 600 };
  return Object.entries(faces)
    .map(([name, weight]) => {
      const bytes = readFileSync(resourcePath('fonts', `${name}.ttf`)).toString('base64');
      return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${bytes})}`;
    })
    .join('');
}
