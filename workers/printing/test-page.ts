/** A test page for one printer, on the way that every document takes. */
import { v7 as uuidv7 } from 'uuid';
import { keepPdf, sha256Of } from '../invoices/pdf-files.ts';
import type { Store } from '../store/open.ts';
import { printByKey } from '../store/print-job.ts';
import { sitePaper } from '../store/queries/site-paper.ts';
import { siteTimeZone } from '../store/queries/site-time-zone.ts';
import { site } from '../store/schema.ts';
import { drawTestPage } from './draw-test-page.ts';
import type { PrintSystem } from './print-system.ts';
import { wantPrint } from './request.ts';
import { requirePrinter } from './roles.ts';

export interface TestPageWish {
  printer: string;
  tray?: string | null | undefined;
  duplex?: boolean | undefined;
  /** Asked twice with the same, it is printed once. */
  requestId?: string | undefined;
}

/**
 * For any printer, also one that makes no paper: a person stands by and sees what it does.
 * @returns the print's id.
 * @throws UserError `printer-unknown`, `disk-full`, and what `list` throws.
 */
export async function requestTestPage(
  store: Store,
  actor: string,
  system: PrintSystem,
  { printer, tray = null, duplex = false, requestId = uuidv7() }: TestPageWish,
): Promise<string> {
  const key = `test:${requestId}`;
  const before = printByKey(store, key);
  if (before !== undefined) return before.id;
  requirePrinter(printer, await system.list(), true);
  const at = store.clock.now();
  const seller = store.orm.select({ seller: site.legalName }).from(site).get()?.seller ?? '';
  const bytes = await drawTestPage({
    printer,
    at,
    printedAt: timeIn(siteTimeZone(store), at),
    seller,
    paper: sitePaper(store),
    copies: 1,
    duplex,
  });
  const pdfSha256 = sha256Of(bytes);
  await keepPdf(store.paths, pdfSha256, bytes);
  return store.write(actor, (tx) =>
    wantPrint(tx, {
      key,
      documentId: null,
      pdfSha256,
      title: 'Test page',
      // No role: none has a fallback for it.
      role: 'test',
      printer,
      copies: 1,
      tray,
      duplex,
      reason: null,
    }),
  );
}

function timeIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hour12: false,
  });
  return `${parts.format(at).replace(', ', ' ')} ${zone}`;
}
