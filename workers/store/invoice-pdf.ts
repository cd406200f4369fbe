/** What the invoice PDFs need of the database: an invoice as it is at one moment, and the record that its PDF was made. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { logoBy, revisionFor, templateRevisions, type Logo } from './document-template.ts';
import type { Store } from './open.ts';
import { effect, invoice, invoiceLine, printJob, site } from './schema.ts';
import type { Transaction } from './write.ts';

export interface InvoiceRecord {
  /** With the seller and the paper of the template that the invoice is drawn by. */
  site: typeof site.$inferSelect;
  invoice: typeof invoice.$inferSelect;
  /** In the order printed. */
  lines: (typeof invoiceLine.$inferSelect)[];
  /** Of a credit note: the printed number of the invoice that it credits. */
  creditsNumber?: string | null;
  /** The template that it is drawn by. */
  template?: TemplateUsed;
}

export interface TemplateUsed {
  /** Of its revision, ms UTC. */
  since: number;
  accent: string;
  footer: string;
  logo: Logo | null;
}

/** A file that was made, and from what. */
export interface PdfRecord {
  /** Hash of the document that the file shows. */
  fingerprint: string;
  sha256: string;
  bytes: number;
  /** `since` of the template's revision. */
  template?: number | undefined;
}

/** One invoice in one snapshot; null when there is none, or it was deleted. */
export function loadInvoice(store: Store, id: string): InvoiceRecord | null {
  return store.raw.inTransaction ? read(store, id) : store.raw.transaction(() => read(store, id))();
}

function read(store: Store, id: string): InvoiceRecord | null {
  const { orm } = store;
  const found = orm
    .select()
    .from(invoice)
    .where(and(eq(invoice.id, id), isNull(invoice.deletedAt)))
    .get();
  const owner = orm.select().from(site).get();
  if (found === undefined || owner === undefined) return null;
  const lines = orm
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, id))
    .orderBy(asc(invoiceLine.position))
    .all();
  const credited =
    found.creditsId === null
      ? undefined
      : orm.select({ number: invoice.number }).from(invoice).where(eq(invoice.id, found.creditsId)).get();
  const last = lastPdf(store, id);
  // One without a revision was drawn before there were any.
  const drawnBy = last === null ? undefined : (last.template ?? 0);
  const { since, template } = revisionFor(templateRevisions(store), found, drawnBy, isOut(store, found));
  const { accent, footer, logo, ...ofSite } = template;
  return {
    site: { ...owner, ...ofSite },
    invoice: found,
    lines,
    creditsNumber: credited?.number ?? null,
    template: { since, accent, footer, logo: logo === null ? null : logoBy(store, logo) },
  };
}

/** Whether somebody may have its PDF. */
function isOut({ orm }: Store, { id, status }: typeof invoice.$inferSelect): boolean {
  if (status !== 'draft' && status !== 'issued') return true;
  const print = orm
    .select({ no: printJob.no })
    .from(printJob)
    .where(eq(printJob.documentId, id))
    .limit(1)
    .get();
  return print !== undefined;
}

const effectKey = (invoiceId: string) => `pdf:${invoiceId}`;

/** The last PDF that was made of an invoice; null when none was. */
export function lastPdf({ orm }: Store, invoiceId: string): PdfRecord | null {
  const row = orm
    .select({ result: effect.result })
    .from(effect)
    .where(eq(effect.key, effectKey(invoiceId)))
    .get();
  return row?.result ? (JSON.parse(row.result) as PdfRecord) : null;
}

/**
 * Records a file: the invoice's PDF columns, the effect and the audit entry. The invoice's version stays as it is: the file is
 * derived from the row, and no one who holds the row has missed a change of it.
 */
export function recordPdf(tx: Transaction, before: typeof invoice.$inferSelect, pdf: PdfRecord): void {
  const { orm, actor, now } = tx;
  orm
    .update(invoice)
    .set({ pdfSha256: pdf.sha256, pdfBytes: pdf.bytes, pdfAt: now })
    .where(eq(invoice.id, before.id))
    .run();
  const made = {
    jobId: actor.startsWith('job:') ? actor.slice('job:'.length) : actor,
    state: 'done',
    result: JSON.stringify(pdf),
    at: now,
  };
  orm
    .insert(effect)
    .values({ key: effectKey(before.id), ...made })
    .onConflictDoUpdate({ target: effect.key, set: made })
    .run();
  tx.audit('invoice', before.id, 'make-pdf', {
    pdfSha256: [before.pdfSha256, pdf.sha256],
    pdfBytes: [before.pdfBytes, pdf.bytes],
  });
}
