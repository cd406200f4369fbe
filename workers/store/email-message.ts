/** Statements of the mails: written before they are sent, moved from state to state, never removed. */
import { and, eq, ne, sql } from 'drizzle-orm';
import type { Store } from './open.ts';
import { emailMessage } from './schema.ts';
import type { Transaction } from './write.ts';

/**
 * `held`: the server refuses us, see mail/hold.ts. `unknown`: it may have arrived, a person decides. What its job and the ledger say
 * beyond that is for `queries/outbox-mails.ts`.
 */
export type EmailState = 'waiting' | 'sending' | 'held' | 'sent' | 'failed' | 'unknown';

export type EmailRow = typeof emailMessage.$inferSelect;

export function emailById({ orm }: Pick<Store, 'orm'>, id: string): EmailRow | undefined {
  return orm.select().from(emailMessage).where(eq(emailMessage.id, id)).get();
}

export function emailByKey({ orm }: Pick<Store, 'orm'>, key: string): EmailRow | undefined {
  return orm.select().from(emailMessage).where(eq(emailMessage.key, key)).get();
}

export function heldEmails({ orm }: Pick<Store, 'orm'>): Pick<EmailRow, 'id'>[] {
  return orm.select({ id: emailMessage.id }).from(emailMessage).where(eq(emailMessage.state, 'held')).all();
}

/** How many mails of one key and its repetitions there are. @param key that of the first. */
export function countEmails({ orm }: Pick<Store, 'orm'>, key: string): number {
  const again = `${key}:again:`;
  const row = orm
    .select({ n: sql<number>`count(*)` })
    .from(emailMessage)
    .where(
      sql`${emailMessage.key} = ${key} OR ${emailMessage.key} >= ${again} AND ${emailMessage.key} < ${`${key}:again;`}`,
    )
    .get();
  return row?.n ?? 0;
}

export type NewEmail = Pick<
  EmailRow,
  'id' | 'key' | 'kind' | 'documentId' | 'recipient' | 'subject' | 'messageId' | 'jobId'
>;

/** @throws SqliteError SQLITE_CONSTRAINT_UNIQUE when there is one of this key. */
export function insertEmail({ orm, now, actor }: Transaction, email: NewEmail): void {
  orm
    .insert(emailMessage)
    .values({ ...email, createdAt: now, createdBy: actor })
    .run();
}

export interface EmailMove {
  state: EmailState;
  jobId?: string;
  /** The server's last words, and its code; null where nothing was said. */
  reply?: string | null;
  replyCode?: number | null;
  /** One more try begins. */
  begins?: true;
}

const settled: readonly EmailState[] = ['sent', 'failed', 'unknown'];

/** What was sent stays sent, whatever a slower run of the same mail believes. */
export function moveEmail({ orm, now }: Transaction, id: string, { begins, ...move }: EmailMove): void {
  orm
    .update(emailMessage)
    .set({
      ...move,
      settledAt: settled.includes(move.state) ? now : null,
      ...(begins === true ? { attempts: sql`${emailMessage.attempts} + 1` } : {}),
    })
    .where(and(eq(emailMessage.id, id), ne(emailMessage.state, 'sent')))
    .run();
}
