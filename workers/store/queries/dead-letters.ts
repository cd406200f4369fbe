/** Dead letters as lists, groups and a page of their own show them, and as a selection of them is worked through. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';
import { anywhere } from './like.ts';

export interface LetterRecord {
  no: number;
  jobId: string;
  queue: string;
  name: string;
  code: string;
  message: string;
  fingerprint: string;
  failedAt: number;
  redrivenAs: string | null;
  closedAt: number | null;
  closedBy: string | null;
}

export interface LetterDetail extends LetterRecord {
  /** JSON. */
  payload: string;
  /** JSON. */
  errors: string;
}

export interface LetterGroup {
  fingerprint: string;
  letters: number;
  firstAt: number;
  lastAt: number;
  /** Of the newest. */
  queue: string;
  name: string;
  code: string;
  message: string;
}

/** What is left out does not narrow. */
export interface LetterFilter {
  queue?: string | undefined;
  name?: string | undefined;
  code?: string | undefined;
  fingerprint?: string | undefined;
  /** Somewhere in the message. */
  text?: string | undefined;
  /** Failed at or after, ms UTC. */
  since?: number | undefined;
  /** Failed before, ms UTC. */
  until?: number | undefined;
}

const isOpen = 'WHERE closed_at IS NULL';

export type LetterState = 'open' | 'closed' | 'any';

const columns = `no, job_id AS jobId, queue, name, code, message, fingerprint, failed_at AS failedAt,
  redriven_as AS redrivenAs, closed_at AS closedAt, closed_by AS closedBy`;

const groupsSql = `SELECT g.fingerprint, g.letters, g.firstAt, g.lastAt, l.queue, l.name, l.code, l.message
  FROM (SELECT fingerprint, count(*) AS letters, min(failed_at) AS firstAt, max(failed_at) AS lastAt
        FROM dead_letter INDEXED BY dead_letter_open WHERE closed_at IS NULL GROUP BY fingerprint) g
  JOIN dead_letter l ON l.no = (
    SELECT no FROM dead_letter INDEXED BY dead_letter_open
    WHERE closed_at IS NULL AND fingerprint = g.fingerprint AND failed_at = g.lastAt ORDER BY no DESC LIMIT 1)
  ORDER BY g.lastAt DESC, g.fingerprint LIMIT ?`;

const statements = prepared((raw) => ({
  detail: raw.prepare<[string], LetterDetail>(
    `SELECT ${columns}, payload, errors FROM dead_letter WHERE job_id = ?`,
  ),
  groups: raw.prepare<[number], LetterGroup>(groupsSql),
  last: raw.prepare<[], number | null>('SELECT max(no) FROM dead_letter').pluck(),
}));

export function letterOf(store: Store, jobId: string): LetterDetail | undefined {
  return statements(store).detail.get(jobId);
}

/** Open letters by fingerprint, the group with the newest failure first. */
export function letterGroups(store: Store, limit: number): LetterGroup[] {
  return statements(store).groups.all(limit);
}

/** The number of the newest letter, 0 where there is none. */
export function lastLetter(store: Store): number {
  return statements(store).last.get() ?? 0;
}

/**
 * Newest failure first. Without a filter, by group and by time both come from indexes; any other filter reads each letter of its
 * state for the count, some microseconds apiece.
 */
export function letterPage(
  { raw }: Store,
  filter: LetterFilter,
  state: LetterState,
  { limit, offset }: { limit: number; offset: number },
): { letters: LetterRecord[]; total: number } {
  const { where, values } = conditions(filter, state);
  const count = (terms: string) =>
    raw.prepare<[typeof values], number>(`SELECT count(*) FROM dead_letter ${terms}`).pluck().get(values) ??
    0;
  const isUnfiltered = Object.keys(values).length === 0;
  return {
    letters: raw
      .prepare<[Record<string, unknown>], LetterRecord>(
        `SELECT ${columns} FROM dead_letter ${where} ORDER BY failed_at DESC, no DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ ...values, limit, offset }),
    // No index lists the closed ones: they are what is not open.
    total: isUnfiltered && state === 'closed' ? count('') - count(isOpen) : count(where),
  };
}

/** The next open letters of a selection, in the order of `no`. @param above,upTo the range of `no`. */
export function nextOpenLetters(
  { raw }: Store,
  filter: LetterFilter,
  { above, upTo, limit }: { above: number; upTo: number; limit: number },
): LetterDetail[] {
  const { where, values } = conditions(filter, 'open');
  return raw
    .prepare<[Record<string, unknown>], LetterDetail>(
      `SELECT ${columns}, payload, errors FROM dead_letter ${where} AND no > @above AND no <= @upTo
       ORDER BY no LIMIT @limit`,
    )
    .all({ ...values, above, upTo, limit });
}

/** Only what the filter names, so that each combination is planned by its own indexes. */
function conditions(filter: LetterFilter, state: LetterState) {
  const { text, since, until, ...equal } = filter;
  const values: Record<string, string | number> = {};
  const terms: string[] = [];
  if (state !== 'any') terms.push(`closed_at IS ${state === 'open' ? '' : 'NOT '}NULL`);
  const add = (name: string, term: string, value: string | number | undefined) => {
    if (value === undefined) return;
    values[name] = value;
    terms.push(term);
  };
  for (const column of ['queue', 'name', 'code', 'fingerprint'] as const)
    add(column, `${column} = @${column}`, equal[column]);
  add(
    'text',
    `message LIKE @text ESCAPE '\\'`,
    text === undefined || text === '' ? undefined : anywhere(text),
  );
  add('since', 'failed_at >= @since', since);
  add('until', 'failed_at < @until', until);
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, values };
}
