/** Statements of the ledger of prints. Its states are told in workers/printing/README.md. */
import { and, asc, count, desc, eq, inArray, isNull, like, or, sql, type SQL } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Store } from './open.ts';
import { effect, outbox, printJob } from './schema.ts';
import type { Transaction } from './write.ts';

export type PrintState = 'waiting' | 'held' | 'handing' | 'handed' | 'printed' | 'failed' | 'unknown';
export type PrintRecord = Omit<typeof printJob.$inferSelect, 'state'> & { state: PrintState };

type NewPrint = Pick<
  PrintRecord,
  'key' | 'documentId' | 'pdfSha256' | 'title' | 'role' | 'printer' | 'copies' | 'tray' | 'duplex' | 'reason'
>;

export function insertPrint(tx: Transaction, values: NewPrint): PrintRecord {
  const row = tx.orm
    .insert(printJob)
    .values({ ...values, id: uuidv7(), createdAt: tx.now, createdBy: tx.actor })
    .returning()
    .get();
  const { key, title, printer, reason } = values;
  tx.audit('print-job', row.id, reason === null ? 'print' : 'reprint', { key, title, printer, reason });
  return row as PrintRecord;
}

export function printById({ orm }: Pick<Store, 'orm'>, id: string): PrintRecord | undefined {
  return orm.select().from(printJob).where(eq(printJob.id, id)).get() as PrintRecord | undefined;
}

/** Of a document the newest that is no reprint, and how many such there are. */
export function firstPrintsOf(
  { orm }: Pick<Store, 'orm'>,
  documentId: string,
): { newest: PrintRecord | null; made: number } {
  const rows = orm
    .select()
    .from(printJob)
    .where(and(eq(printJob.documentId, documentId), isNull(printJob.reason)))
    .orderBy(desc(printJob.no))
    .all() as PrintRecord[];
  return { newest: rows[0] ?? null, made: rows.length };
}

type Changes = Partial<
  Pick<
    PrintRecord,
    'state' | 'printer' | 'pdfSha256' | 'spoolerId' | 'message' | 'jobId' | 'handedAt' | 'settledAt'
  >
>;

/** @returns null when it is in none of these states any more, or settled: then nothing was changed. */
export function movePrint(
  { orm }: Transaction,
  id: string,
  from: readonly PrintState[],
  changes: Changes,
): PrintRecord | null {
  const moved = orm
    .update(printJob)
    .set(changes)
    .where(and(eq(printJob.id, id), inArray(printJob.state, [...from]), isNull(printJob.settledAt)))
    .returning()
    .get();
  return (moved as PrintRecord | undefined) ?? null;
}

export interface OpenPrint {
  print: PrintRecord;
  /** Of its job; null when it is not kept or not settled. */
  jobState: string | null;
  jobSettled: boolean;
  /** Of its effect; null when nothing was begun. */
  effect: { state: string; result: string | null } | null;
}

export const effectKeyOf = (printId: string) => `print:${printId}`;

/** Those that are not settled, the oldest first. */
export function openPrints({ orm }: Store): OpenPrint[] {
  return orm
    .select({
      print: printJob,
      jobState: outbox.state,
      jobSettledAt: outbox.settledAt,
      jobId: outbox.id,
      effectState: effect.state,
      effectResult: effect.result,
    })
    .from(printJob)
    .leftJoin(outbox, eq(outbox.id, printJob.jobId))
    .leftJoin(effect, eq(effect.key, sql`'print:' || ${printJob.id}`))
    .where(isNull(printJob.settledAt))
    .orderBy(asc(printJob.no))
    .all()
    .map((row) => ({
      print: row.print as PrintRecord,
      jobState: row.jobState,
      jobSettled: row.jobId === null || row.jobSettledAt !== null,
      effect: row.effectState === null ? null : { state: row.effectState, result: row.effectResult },
    }));
}

export interface PrintFilter {
  state?: PrintState | undefined;
  documentId?: string | undefined;
  search: string;
}

/** Newest first. */
export function listPrints(
  { orm }: Store,
  filter: PrintFilter,
  { limit, offset }: { limit: number; offset: number },
): { rows: PrintRecord[]; total: number } {
  const where = whereOf(filter);
  const rows = orm
    .select()
    .from(printJob)
    .where(where)
    .orderBy(desc(printJob.no))
    .limit(limit)
    .offset(offset);
  const total = orm.select({ n: count() }).from(printJob).where(where).get()?.n ?? 0;
  return { rows: rows.all() as PrintRecord[], total };
}

function whereOf({ state, documentId, search }: PrintFilter): SQL | undefined {
  const text = `%${search.replaceAll(/[%_]/g, '')}%`;
  return and(
    state === undefined ? undefined : eq(printJob.state, state),
    documentId === undefined ? undefined : eq(printJob.documentId, documentId),
    search === '' ? undefined : or(like(printJob.title, text), like(printJob.printer, text)),
  );
}
