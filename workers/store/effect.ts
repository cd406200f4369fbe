/** Statements of the effect ledger: which effects were begun, which are done, and of which nobody knows. */
import { eq, sql } from 'drizzle-orm';
import type { Store } from './open.ts';
import { effect } from './schema.ts';
import type { Transaction } from './write.ts';

/**
 * `intended`: begun, or about to be. `done`: happened, with its result. `unknown`: begun by a run that did not live to say how it
 * ended, and a person has to find out.
 */
export type EffectState = 'intended' | 'done' | 'unknown';

export interface EffectRow {
  key: string;
  jobId: string;
  state: EffectState;
  /** JSON: of what is done, its result; of what is not, its `BegunEffect`. */
  result: string | null;
  /** When it was begun, or done; ms UTC. */
  at: number;
}

/** What is known of an effect that was begun. */
export interface BegunEffect {
  /** The number of the run that began it. */
  run: number | null;
  /** Names it for a person, such as `the e-mail to Acme`. */
  title: string | null;
}

/** @param result of a row that is not done. */
export function intentOf(result: string | null): BegunEffect {
  const { run = null, title = null } = (JSON.parse(result ?? '{}') ?? {}) as Partial<BegunEffect>;
  return { run, title };
}

/** The ledger's row of an effect. Call within a transaction, so that the answer still holds when it is acted upon. */
export function effectRow({ orm }: Transaction, key: string): EffectRow | undefined {
  const row = orm.select().from(effect).where(eq(effect.key, key)).get();
  return row === undefined ? undefined : { ...row, state: row.state as EffectState };
}

/** What the ledger knows of an effect just now; null when it was never begun. */
export function effectState({ orm }: Pick<Store, 'orm'>, key: string): EffectState | null {
  const row = orm.select({ state: effect.state }).from(effect).where(eq(effect.key, key)).get();
  return (row?.state ?? null) as EffectState | null;
}

/** @throws SqliteError SQLITE_CONSTRAINT_PRIMARYKEY when the effect has a row. */
export function insertEffect(
  { orm, now }: Transaction,
  row: { key: string; jobId: string; state: EffectState; result: string | null },
): void {
  orm
    .insert(effect)
    .values({ ...row, at: now })
    .run();
}

/** Another run performs it again. The time stays that of the first: what the other side remembers, it has from then. */
export function beginEffectAgain({ orm }: Transaction, key: string, jobId: string, result: string): void {
  orm.update(effect).set({ jobId, result }).where(eq(effect.key, key)).run();
}

/** It happened, whatever the ledger thought: a result that is written already stays. @returns the result that holds, as JSON. */
export function markEffectDone({ orm, now }: Transaction, key: string, jobId: string, result: string) {
  const done = { jobId, state: 'done', result, at: now };
  orm
    .insert(effect)
    .values({ key, ...done })
    .onConflictDoUpdate({ target: effect.key, set: done, setWhere: sql`${effect.state} <> 'done'` })
    .run();
  return orm.select({ result: effect.result }).from(effect).where(eq(effect.key, key)).get()?.result ?? null;
}

/** Nobody knows whether it happened. */
export function markEffectUnknown({ orm }: Transaction, key: string): void {
  orm.update(effect).set({ state: 'unknown' }).where(eq(effect.key, key)).run();
}

/** It did not happen: it may be begun anew. */
export function removeEffect({ orm }: Transaction, key: string): void {
  orm.delete(effect).where(eq(effect.key, key)).run();
}
