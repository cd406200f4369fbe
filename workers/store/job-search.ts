/**
 * Statements of the index of jobs' texts. Jobs whose text it does not have yet are `due` (see the schema); filling takes them out of that
 * list in the transaction that indexes them. What a text is, is not decided here.
 */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

/** Of a payload so much is read, in characters: the rest of a huge one is not searched. */
const payloadRead = 262_144;

export interface SearchedJob {
  no: number;
  id: string;
  queue: string;
  name: string;
  /** The beginning of the JSON: it may be cut anywhere. */
  payload: string;
  /** JSON. */
  error: string | null;
}

const columns = `no, id, queue, name, substr(payload, 1, ${payloadRead}) AS payload, error`;

const statements = prepared((raw) => ({
  due: raw.prepare<[number], SearchedJob>(
    `SELECT ${columns} FROM outbox WHERE no IN (SELECT no FROM job_search_due ORDER BY no DESC LIMIT ?)`,
  ),
  isDue: raw.prepare<[], number>('SELECT 1 FROM job_search_due LIMIT 1').pluck(),
  dueBetween: raw
    .prepare<[number, number], number>(
      'SELECT no FROM job_search_due WHERE no > ? AND no <= ? ORDER BY no DESC',
    )
    .pluck(),
  byNumber: raw.prepare<[string], SearchedJob>(
    `SELECT ${columns} FROM outbox WHERE no IN (SELECT value FROM json_each(?)) ORDER BY no DESC`,
  ),
  forget: raw.prepare<[number]>('DELETE FROM job_search WHERE rowid = ?'),
  put: raw.prepare<[number, string]>('INSERT INTO job_search (rowid, text) VALUES (?, ?)'),
  isDone: raw.prepare<[number]>('DELETE FROM job_search_due WHERE no = ?'),
  found: raw
    .prepare<[string, number, number], number>(
      'SELECT rowid FROM job_search WHERE job_search MATCH ? AND rowid > ? AND rowid <= ? ORDER BY rowid DESC',
    )
    .pluck(),
  terms: raw
    .prepare<[string, string, number], string>(
      'SELECT term FROM job_search_term WHERE term >= ? AND term < ? LIMIT ?',
    )
    .pluck(),
}));

/** Jobs that are to be indexed, some at a time, the newest first. */
export function jobsDue(store: Store, limit: number): SearchedJob[] {
  return statements(store).due.all(limit);
}

export function isAnyDue(store: Store): boolean {
  return statements(store).isDue.get() === 1;
}

/** Numbers of jobs that are to be indexed, highest first. @param above,upTo the range of `no`. */
export function dueBetween(store: Store, above: number, upTo: number): number[] {
  return statements(store).dueBetween.all(above, upTo);
}

/** What a search reads of jobs, newest first. */
export function searchedJobs(store: Store, numbers: readonly number[]): SearchedJob[] {
  return statements(store).byNumber.all(JSON.stringify(numbers));
}

/** In place of what the index has of this job. Call within a transaction. */
export function indexJob(store: Store, no: number, text: string): void {
  const { forget, put, isDone } = statements(store);
  forget.run(no);
  put.run(no, text);
  isDone.run(no);
}

/** The last code point there is: what follows all texts that begin with another. */
const beyond = '\u{10FFFF}';

/**
 * Indexed jobs that hold one of the texts, highest number first.
 * @param texts folded, of three characters or more. @param above,upTo the range of `no`.
 */
export function indexedWith(store: Store, texts: readonly string[], above: number, upTo: number): number[] {
  if (texts.length === 0) return [];
  const phrases = texts.map((text) => `"${text.replaceAll('"', '""')}"`);
  return statements(store).found.all(phrases.join(' OR '), above, upTo);
}

/** Indexed texts of three characters that begin so, at most `limit`. */
export function indexedTerms(store: Store, beginning: string, limit: number): string[] {
  return statements(store).terms.all(beginning, beginning + beyond, limit);
}
