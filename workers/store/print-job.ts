/** Statements of the ledger of prints. Its states are told in workers/printing/README.md. */
import { and, asc, count, desc, eq, inArray, isNull, like, or, sql, type SQL } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { repetitionOf, requestedJob } from './job-request.ts';
import type { Store } from './open.ts';
import { effect, outbox, printJob } from './schema.ts';
import type { Transaction } from './write.ts';

export type PrintState = 'waiting' | 'held' | 'handing' | 'handed' | 'printed' | 'failed' | 'unknown';
export type PrintRecord = Omit<typeof printJob.$inferSelect, 'state'> & { state: PrintState };

export type NewPrint = Pick<
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

export function printByKey({ orm }: Pick<Store, 'orm'>, key: string): PrintRecord | undefined {
  return orm.select().from(printJob).where(eq(printJob.key, key)).get() as PrintRecord | undefined;
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

/** A person's word on a print that the spooler has forgotten: the one change that a settled print sees. */
export function decideLost(
  tx: Transaction,
  id: string,
  changes: Pick<Changes, 'state' | 'settledAt' | 'message'>,
): void {
  tx.orm
    .update(printJob)
    .set(changes)
    .where(and(eq(printJob.id, id), eq(printJob.state, 'unknown')))
    .run();
  tx.audit('print-job', id, 'decide', { state: ['unknown', changes.state] });
}

/** What waits for a printer in a role, moved to the one that the role has now. @returns how many. */
export function moveHeld({ orm }: Transaction, role: string, from: string, to: string): number {
  return orm
    .update(printJob)
    .set({ printer: to })
    .where(
      and(
        isNull(printJob.settledAt),
        eq(printJob.state, 'held'),
        eq(printJob.role, role),
        eq(printJob.printer, from),
      ),
    )
    .run().changes;
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
export function openPrints(store: Store): OpenPrint[] {
  return store.orm
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
      jobSettled: (row.jobId === null || row.jobSettledAt !== null) && !isRepeated(store, row.print.jobId),
      effect: row.effectState === null ? null : { state: row.effectState, result: row.effectResult },
    }));
}

/** Whether a repetition of the job still looks after the print. */
function isRepeated(store: Store, jobId: string | null): boolean {
  for (let id = jobId; id !== null;) {
    const next = repetitionOf(store, id);
    if (next === undefined) return id !== jobId && requestedJob(store, id)?.settledAt === null;
    id = next;
  }
  return false;
}

/** How many prints are in each state; states without any are left out. */
export function countPrints({ orm }: Store): Partial<Record<PrintState, number>> {
  const rows = orm.select({ state: printJob.state, n: count() }).from(printJob).groupBy(printJob.state).all();
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
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
