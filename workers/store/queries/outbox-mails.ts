/** The mails as a person sees them: what their own row says, corrected by the ledger and by how their job ended. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';
import { anywhere } from './like.ts';

const mailStates = ['waiting', 'sending', 'held', 'sent', 'failed', 'unknown', 'cancelled'] as const;
export type MailState = (typeof mailStates)[number];

export interface OutboxMail {
  id: string;
  kind: string;
  documentId: string | null;
  /** Of the invoice; null where there is none. */
  invoiceNumber: string | null;
  recipient: string;
  subject: string;
  messageId: string;
  state: MailState;
  attempts: number;
  reply: string | null;
  replyCode: number | null;
  jobId: string | null;
  /** When it is tried again, ms UTC. */
  nextTryAt: number | null;
  createdAt: number;
  createdBy: string;
  settledAt: number | null;
}

/** A process that died, or a job that was cancelled, leaves the mail's own row behind what happened. */
const state = `CASE
    WHEN m.state = 'sent' OR e.state = 'done' THEN 'sent'
    WHEN e.state = 'unknown' OR e.state = 'intended' AND (j.id IS NULL OR j.settled_at IS NOT NULL) THEN 'unknown'
    WHEN e.state = 'intended' THEN 'sending'
    WHEN m.state = 'held' THEN 'held'
    WHEN j.state = 'cancelled' THEN 'cancelled'
    WHEN m.state = 'failed' AND j.settled_at IS NULL AND j.id IS NOT NULL THEN 'waiting'
    WHEN m.state IN ('failed', 'unknown') OR j.state = 'failed' THEN 'failed'
    ELSE 'waiting' END`;
const joined = `FROM email_message m LEFT JOIN outbox j ON j.id = m.job_id LEFT JOIN effect e ON e.key = 'email:' || m.id`;
const columns = `m.id, m.kind, m.document_id AS documentId, i.number AS invoiceNumber, m.recipient, m.subject,
  m.message_id AS messageId, ${state} AS state, m.attempts, m.reply, m.reply_code AS replyCode, m.job_id AS jobId,
  CASE WHEN j.state = 'retrying' THEN j.run_at END AS nextTryAt,
  m.created_at AS createdAt, m.created_by AS createdBy, m.settled_at AS settledAt`;
const page = `SELECT ${columns} ${joined} LEFT JOIN invoice i ON i.id = m.document_id`;

/** What is sent is most, and is found by its index; the rest is looked at one by one. */
const among = (wanted: MailState | null) =>
  wanted === null
    ? '1'
    : wanted === 'sent'
      ? `${state} = 'sent'`
      : `m.state <> 'sent' AND ${state} = '${wanted}'`;

const statements = prepared((raw) => ({
  one: raw.prepare<[string], OutboxMail>(`${page} WHERE m.id = ?`),
  counts: raw.prepare<[], { state: MailState; n: number }>(
    `SELECT 'sent' AS state, count(*) AS n FROM email_message WHERE state = 'sent'
     UNION ALL SELECT ${state}, count(*) ${joined} WHERE m.state <> 'sent' GROUP BY 1`,
  ),
  ofDocuments: raw.prepare<[string], { documentId: string; state: MailState; n: number }>(
    `SELECT m.document_id AS documentId, ${state} AS state, count(*) AS n ${joined}
     WHERE m.document_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
  ),
}));

export interface OutboxFilter {
  state: MailState | null;
  /** Somewhere in recipient, subject or the server's words. */
  search: string;
  documentId: string | null;
}

/** Newest first. */
export function outboxMails(
  { raw }: Store,
  filter: OutboxFilter,
  { limit, offset }: { limit: number; offset: number },
): { mails: OutboxMail[]; total: number } {
  const parts = [among(filter.state)];
  const values: string[] = [];
  if (filter.documentId !== null) {
    parts.push('m.document_id = ?');
    values.push(filter.documentId);
  }
  if (filter.search.trim() !== '') {
    parts.push(
      `(m.recipient LIKE ? ESCAPE '\\' OR m.subject LIKE ? ESCAPE '\\' OR m.reply LIKE ? ESCAPE '\\')`,
    );
    const pattern = anywhere(filter.search.trim());
    values.push(pattern, pattern, pattern);
  }
  const where = parts.join(' AND ');
  const mails = raw
    .prepare<unknown[], OutboxMail>(`${page} WHERE ${where} ORDER BY m.no DESC LIMIT ? OFFSET ?`)
    .all(...values, limit, offset);
  const total = raw
    .prepare<unknown[], number>(`SELECT count(*) ${joined} WHERE ${where}`)
    .pluck()
    .get(...values);
  return { mails, total: total ?? 0 };
}

export function outboxMail(store: Store, id: string): OutboxMail | undefined {
  return statements(store).one.get(id);
}

export function countMails(store: Store): Record<MailState, number> {
  const counts = Object.fromEntries(mailStates.map((name) => [name, 0])) as Record<MailState, number>;
  for (const { state: name, n } of statements(store).counts.all()) counts[name] += n;
  return counts;
}

/** How many mails of these documents are in which state. @param ids at most a page. */
export function mailStatesOf(
  store: Store,
  ids: readonly string[],
): Map<string, Partial<Record<MailState, number>>> {
  const found = new Map<string, Partial<Record<MailState, number>>>();
  for (const { documentId, state: name, n } of statements(store).ofDocuments.all(JSON.stringify(ids)))
    found.set(documentId, { ...found.get(documentId), [name]: n });
  return found;
}
