/** What the invoice PDFs need of the database: an invoice as it is at one moment, and the record that its PDF was made. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { logoBy, revisionFor, templateRevisions, type Logo } from './document-template.ts';
import type { Store } from './open.ts';
import { preparedQueries } from './prepared.ts';
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

const queries = preparedQueries((orm) => {
  const id = sql.placeholder('id');
  const key = sql.placeholder('key');
  const at = sql.placeholder('at');
  const made = { jobId: sql.placeholder('jobId'), state: 'done', result: sql.placeholder('result'), at };
  return {
    invoice: orm
      .select()
      .from(invoice)
      .where(and(eq(invoice.id, id), isNull(invoice.deletedAt)))
      .prepare(),
    site: orm.select().from(site).prepare(),
    lines: orm
      .select()
      .from(invoiceLine)
      .where(eq(invoiceLine.invoiceId, id))
      .orderBy(asc(invoiceLine.position))
      .prepare(),
    number: orm.select({ number: invoice.number }).from(invoice).where(eq(invoice.id, id)).prepare(),
    print: orm
      .select({ no: printJob.no })
      .from(printJob)
      .where(eq(printJob.documentId, id))
      .limit(1)
      .prepare(),
    effect: orm.select({ result: effect.result }).from(effect).where(eq(effect.key, key)).prepare(),
    setPdf: orm
      .update(invoice)
      .set({
        pdfSha256: sql`${sql.placeholder('sha256')}`,
        pdfBytes: sql`${sql.placeholder('bytes')}`,
        pdfAt: sql`${at}`,
      })
      .where(eq(invoice.id, id))
      .prepare(),
    setEffect: orm
      .insert(effect)
      .values({ key, ...made })
      .onConflictDoUpdate({
        target: effect.key,
        set: { jobId: sql`${made.jobId}`, state: made.state, result: sql`${made.result}`, at: sql`${at}` },
      })
      .prepare(),
  };
});

/** One invoice in one snapshot; null when there is none, or it was deleted. */
export function loadInvoice(store: Store, id: string): InvoiceRecord | null {
  return store.raw.inTransaction ? read(store, id) : store.raw.transaction(() => read(store, id))();
}

function read(store: Store, id: string): InvoiceRecord | null {
  const { invoice: byId, site: own, lines: linesOf, number: numberOf } = queries(store);
  const found = byId.get({ id });
  const owner = own.get();
  if (found === undefined || owner === undefined) return null;
  const lines = linesOf.all({ id });
  const credited = found.creditsId === null ? undefined : numberOf.get({ id: found.creditsId });
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
function isOut(store: Store, { id, status }: typeof invoice.$inferSelect): boolean {
  if (status !== 'draft' && status !== 'issued') return true;
  return queries(store).print.get({ id }) !== undefined;
}

const effectKey = (invoiceId: string) => `pdf:${invoiceId}`;

/** The last PDF that was made of an invoice; null when none was. */
export function lastPdf(store: Pick<Store, 'orm'>, invoiceId: string): PdfRecord | null {
  const row = queries(store).effect.get({ key: effectKey(invoiceId) });
  return row?.result ? (JSON.parse(row.result) as PdfRecord) : null;
}

/**
 * Records a file: the invoice's PDF columns, the effect and the audit entry. The invoice's version stays as it is: the file is
 * derived from the row, and no one who holds the row has missed a change of it.
 */
export function recordPdf(tx: Transaction, before: typeof invoice.$inferSelect, pdf: PdfRecord): void {
  const { actor, now } = tx;
  const { setPdf, setEffect } = queries(tx);
  const jobId = actor.startsWith('job:') ? actor.slice('job:'.length) : actor;
  setPdf.run({ id: before.id, sha256: pdf.sha256, bytes: pdf.bytes, at: now });
  setEffect.run({ key: effectKey(before.id), jobId, result: JSON.stringify(pdf), at: now });
  tx.audit('invoice', before.id, 'make-pdf', {
    pdfSha256: [before.pdfSha256, pdf.sha256],
    pdfBytes: [before.pdfBytes, pdf.bytes],
  });
}
