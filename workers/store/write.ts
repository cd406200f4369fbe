/**
 * The write layer: every business change goes through a `Transaction`, which commits the change together with who made it,
 * its audit entry and the jobs that it wants. Sync will add its operation at the same place.
 */
import { eq, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { diskFull } from './disk-full.ts';
import { requireDraft, requireMovable } from './invoice-guard.ts';
import type { Orm, Store } from './open.ts';
import { preparedQueries } from './prepared.ts';
import * as schema from './schema.ts';
import { beginWriting } from './turns.ts';

/** The tables that the write layer versions and audits. */
export const businessTables = {
  customer: schema.customer,
  carrier: schema.carrier,
  lead: schema.lead,
  invoice: schema.invoice,
} as const;

export type BusinessEntity = keyof typeof businessTables;
type RowOf<E extends BusinessEntity> = (typeof businessTables)[E]['$inferSelect'];
type KeptByTheLayer =
  | 'no'
  | 'id'
  | 'version'
  | 'baseVersion'
  | 'createdAt'
  | 'createdBy'
  | 'updatedAt'
  | 'updatedBy'
  | 'deviceNo'
  | 'deletedAt';
export type Values<E extends BusinessEntity> = Omit<
  (typeof businessTables)[E]['$inferInsert'],
  KeptByTheLayer
>;

/**
 * How much a commit is worth. `full`: on disk before the call returns, for whatever a person was told is saved (SQLite's
 * synchronous=FULL). `normal`: a power cut may take the last moments back, consistently (synchronous=NORMAL in WAL), for
 * import batches that resume from their checkpoint, and for progress and history.
 */
export type Durability = 'full' | 'normal';

export interface OutboxEntry {
  queue: string;
  name: string;
  /** Already validated against the catalog. */
  payload: unknown;
  priority?: number | undefined;
  /** Not before, ms UTC. */
  runAt?: number | undefined;
  /** The job that this one repeats. */
  redrivenFrom?: string | undefined;
  /** The schedule that wants this job, and the occurrence that it is for (ms UTC); none: asked for in between. */
  schedule?: string | undefined;
  scheduledFor?: number | undefined;
}

export interface Transaction {
  readonly actor: string;
  /** Shared by everything that this transaction writes, and by the others of its operation; a UUIDv7. */
  readonly txId: string;
  readonly now: number;
  readonly orm: Orm;
  /** @param id when the caller has to know it beforehand; a UUIDv7. */
  create<E extends BusinessEntity>(entity: E, values: Values<E>, id?: string): RowOf<E>;
  /**
   * Changes the columns that differ, and nothing at all when none does.
   * @param expectedVersion refuses with `version-conflict` when the row has moved on.
   * @throws UserError `invoice-issued`, `invoice-status`: what an issued invoice says never changes (see invoice-guard.ts).
   */
  update<E extends BusinessEntity>(
    entity: E,
    id: string,
    patch: Partial<Values<E>>,
    expectedVersion?: number,
  ): RowOf<E>;
  /** Marks deleted; rows are kept so that deletion can travel. @throws UserError `invoice-issued` */
  remove(entity: BusinessEntity, id: string): void;
  /** Appends an audit entry for a change made by hand-written statements (bulk imports). */
  audit(entity: string, entityId: string, action: string, changes: unknown): void;
  /** Puts a job into the outbox and returns its id. Use `enqueue` of workers/queues, which checks the payload. */
  insertOutbox(entry: OutboxEntry): string;
}

/** Value for `outbox.change`: one more than any so far. The index on the column makes it one look-up. */
export const nextChange = sql<number>`(SELECT coalesce(max(change), 0) + 1 FROM outbox)`;

/** The setting that each connection has now, so that it is only changed when it differs. */
const synchronousNow = new WeakMap<Store, Durability>();

export function transact<T>(
  store: Store,
  actor: string,
  change: (tx: Transaction) => T,
  durability: Durability,
  operationId?: string,
): T {
  if (store.raw.inTransaction)
    throw new Error('write() was called inside write(): pass the transaction on instead');
  if (synchronousNow.get(store) !== durability) {
    store.raw.pragma(`synchronous = ${durability.toUpperCase()}`);
    synchronousNow.set(store, durability);
  }
  let enqueued = false;
  let result: T;
  try {
    beginWriting(store);
    result = change(new TransactionLayer(store, actor, operationId, () => (enqueued = true)));
    if (result instanceof Promise) throw new Error('write() cannot wait: do what is asynchronous before it');
    store.raw.exec('COMMIT');
  } catch (error) {
    // A full disk has rolled back already.
    if (store.raw.inTransaction) store.raw.exec('ROLLBACK');
    throw diskFull(store.paths.database, error) ?? error;
  }
  if (enqueued) store.onEnqueued();
  return result;
}

const queries = preparedQueries((orm) => {
  const { placeholder } = sql;
  return {
    audit: orm
      .insert(schema.auditLog)
      .values({
        at: placeholder('at'),
        actor: placeholder('actor'),
        txId: placeholder('txId'),
        entity: placeholder('entity'),
        entityId: placeholder('entityId'),
        action: placeholder('action'),
        changes: placeholder('changes'),
      })
      .prepare(),
  };
});

class TransactionLayer implements Transaction {
  readonly now: number;
  readonly orm: Orm;
  readonly actor: string;
  readonly #enqueued: () => void;
  #txId: string | undefined;

  constructor(store: Store, actor: string, operationId: string | undefined, enqueued: () => void) {
    this.#txId = operationId;
    this.#enqueued = enqueued;
    this.actor = actor;
    this.now = store.clock.now();
    this.orm = store.orm;
  }

  /** Made when it is asked for: most transactions of the queues audit nothing. */
  get txId(): string {
    return (this.#txId ??= uuidv7());
  }

  create<E extends BusinessEntity>(entity: E, values: Values<E>, id: string = uuidv7()): RowOf<E> {
    const row = {
      ...values,
      id,
      createdAt: this.now,
      createdBy: this.actor,
      updatedAt: this.now,
      updatedBy: this.actor,
    };
    const written = this.orm.insert(tableOf(entity)).values(row).returning().get() as RowOf<E>;
    const changes = Object.fromEntries(
      Object.entries(values).map(([column, after]) => [column, [null, after ?? null]]),
    );
    this.audit(entity, written.id, 'create', changes);
    return written;
  }

  update<E extends BusinessEntity>(
    entity: E,
    id: string,
    patch: Partial<Values<E>>,
    expectedVersion?: number,
  ): RowOf<E> {
    const before = this.#get(entity, id);
    if (expectedVersion !== undefined && before.version !== expectedVersion) {
      throw new UserError(
        'version-conflict',
        `This ${entity} was changed by someone else in the meantime. Look at it again and repeat your change.`,
      );
    }
    const changes: Record<string, [unknown, unknown]> = {};
    for (const [column, after] of Object.entries(patch)) {
      const was = (before as Record<string, unknown>)[column];
      if (after !== undefined && after !== was) changes[column] = [was ?? null, after];
    }
    if (Object.keys(changes).length === 0) return before;
    if (entity === 'invoice') requireMovable(before as RowOf<'invoice'>, changes);
    const set = {
      ...Object.fromEntries(Object.entries(changes).map(([column, [, after]]) => [column, after])),
      version: before.version + 1,
      updatedAt: this.now,
      updatedBy: this.actor,
    };
    const table = tableOf(entity);
    const after = this.orm
      .update(table)
      .set(set)
      .where(eq(idOf(table), id))
      .returning()
      .get() as RowOf<E>;
    this.audit(entity, id, 'update', changes);
    return after;
  }

  remove(entity: BusinessEntity, id: string): void {
    const before = this.#get(entity, id);
    if (before.deletedAt !== null) return;
    if (entity === 'invoice') requireDraft(before as RowOf<'invoice'>);
    const table = tableOf(entity);
    const set = {
      deletedAt: this.now,
      version: before.version + 1,
      updatedAt: this.now,
      updatedBy: this.actor,
    };
    this.orm
      .update(table)
      .set(set)
      .where(eq(idOf(table), id))
      .run();
    this.audit(entity, id, 'delete', { deletedAt: [null, this.now] });
  }

  audit(entity: string, entityId: string, action: string, changes: unknown): void {
    const { actor, txId, now: at } = this;
    const said = JSON.stringify(changes);
    queries(this).audit.run({ at, actor, txId, entity, entityId, action, changes: said });
  }

  insertOutbox(entry: OutboxEntry): string {
    const id = uuidv7();
    const tenantId = this.orm.select({ tenantId: schema.site.tenantId }).from(schema.site).get()?.tenantId;
    if (tenantId === undefined) throw new Error('The database has no site row: it was not migrated.');
    this.orm
      .insert(schema.outbox)
      .values({
        id,
        queue: entry.queue,
        name: entry.name,
        tenantId,
        payload: JSON.stringify(entry.payload),
        priority: entry.priority ?? null,
        runAt: entry.runAt ?? null,
        redrivenFrom: entry.redrivenFrom ?? null,
        schedule: entry.schedule ?? null,
        scheduledFor: entry.scheduledFor ?? null,
        createdAt: this.now,
        createdBy: this.actor,
        change: nextChange,
      })
      .run();
    this.#enqueued();
    return id;
  }

  #get<E extends BusinessEntity>(entity: E, id: string): RowOf<E> {
    const table = tableOf(entity);
    const row = this.orm
      .select()
      .from(table)
      .where(eq(idOf(table), id))
      .get();
    if (row === undefined) throw new UserError('not-found', `There is no ${entity} with the id ${id}.`);
    return row as RowOf<E>;
  }
}

/** Drizzle's generics cannot follow a table chosen by name; the public signatures above keep the types. */
function tableOf(entity: BusinessEntity): SQLiteTable {
  return businessTables[entity];
}

function idOf(table: SQLiteTable) {
  return (table as unknown as typeof schema.customer).id;
}
