/**
 * Jobs that a filter matches. Each criterion is a list of numbers from an index, and they are combined here. A text is looked for in the
 * index of jobs' texts, newest first, or in the rows themselves where they are few or not indexed yet.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { catalog } from '../../queues/catalog.ts';
import { dueBetween, indexedTerms, indexedWith, searchedJobs } from '../../store/job-search.ts';
import type { Store } from '../../store/open.ts';
import {
  jobEnds,
  jobKinds,
  jobsInState,
  jobsOfKind,
  jobsWithId,
  type JobKind,
} from '../../store/queries/job-numbers.ts';
import { jobTitle } from '../job-rows.ts';
import { foldText } from '../../search/fold.ts';
import { jobTexts } from './job-index.ts';
import { inOneLine } from './job-text.ts';
import { highestFirst, inBoth, NumberSet } from './number-set.ts';

export interface JobQuestion {
  queue?: string | undefined;
  name?: string | undefined;
  state?: string | undefined;
  /** Wanted at or after, and before: ms UTC. */
  from?: number | undefined;
  to?: number | undefined;
  /** Taken literally; in no case, without accents. */
  search: string;
}

export interface FoundJobs {
  /** Highest first. */
  numbers: Int32Array;
  /** There are more; the search ended. */
  more: boolean;
}

/** As many rows are sooner read than looked for in the index. */
const fewRows = 2000;
const rowsAtOnce = 500;
/** Numbers per look into the index: a few milliseconds. */
const slice = 4000;
/** Nobody turns more pages of a search for a text; whoever gets so many narrows it. */
const mostJobs = 2000;
/** Part of an id that is taken for one. */
const idPart = /^[\da-f]{8}[\da-f-]{0,28}$/;
/** The index holds three characters at a time; shorter texts are the beginning of so many of them at most. */
const mostTerms = 2000;

/** @param most a search for a text ends after so many. @throws the signal's reason when it is given up. */
export async function findJobs(
  store: Store,
  question: JobQuestion,
  signal?: AbortSignal,
  most = mostJobs,
): Promise<FoundJobs> {
  const narrowed = await narrow(store, question, signal);
  const text = foldText(inOneLine(question.search).trim().slice(0, 200));
  if (text === '') return { numbers: narrowed ?? everyJob(store), more: false };
  const named = namedJobs(store, text);
  if (narrowed !== null && narrowed.length <= fewRows)
    return { numbers: await readThrough(store, narrowed, text, named, signal), more: false };
  return lookUp(store, { text, named, among: narrowed }, most, signal);
}

/** What every other criterion than the text leaves, highest first; null where there is none. */
async function narrow(
  store: Store,
  { queue, name, state, from, to }: JobQuestion,
  signal: AbortSignal | undefined,
): Promise<Int32Array | null> {
  const kinds = jobKinds(store);
  const lists: Int32Array[] = [];
  const collect = async (parts: Iterable<() => number[]>) => {
    const numbers: number[] = [];
    for (const part of parts) {
      for (const number of part()) numbers.push(number);
      await nextTurn();
      signal?.throwIfAborted();
    }
    lists.push(highestFirst(numbers));
  };
  if (state !== undefined) {
    const queues = new Set(queue === undefined ? kinds.map((kind) => kind.queue) : [queue]);
    await collect([...queues].map((each) => () => jobsInState(store, each, state)));
  }
  const isByKind = name !== undefined || from !== undefined || to !== undefined;
  if (isByKind || (queue !== undefined && state === undefined)) {
    const wanted = kinds.filter(
      (kind) => (queue === undefined || kind.queue === queue) && (name === undefined || kind.name === name),
    );
    await collect(wanted.map((kind) => () => jobsOfKind(store, kind, { from, to })));
  }
  const [first, second] = lists;
  if (first === undefined) return null;
  return second === undefined ? first : inBoth(first, second);
}

function everyJob(store: Store): Int32Array {
  return highestFirst(jobKinds(store).flatMap((kind) => jobsOfKind(store, kind)));
}

/** What the text names without being in the jobs' own texts: by their id, or by what they are called. */
interface Named {
  kinds: ReadonlySet<string>;
  numbers: NumberSet;
}

function namedJobs(store: Store, text: string): Named {
  const kinds = jobKinds(store).filter((kind) => isCalled(kind, text));
  const numbers = [
    ...kinds.map((kind) => jobsOfKind(store, kind)),
    idPart.test(text) ? jobsWithId(store, text) : [],
  ];
  return { kinds: new Set(kinds.map(keyOf)), numbers: new NumberSet(numbers) };
}

function isCalled(kind: JobKind, text: string): boolean {
  return keyOf(kind).toLowerCase().includes(text) || foldText(jobTitle(kind)).includes(text);
}

const keyOf = ({ queue, name }: JobKind) => `${queue}/${name}`;

/** Reads rows, some at a time. @param numbers highest first. */
async function readThrough(
  store: Store,
  numbers: Int32Array,
  text: string,
  named: Named,
  signal: AbortSignal | undefined,
): Promise<Int32Array> {
  const textOf = jobTexts(store);
  const found: number[] = [];
  for (let at = 0; at < numbers.length; at += rowsAtOnce) {
    const rows = searchedJobs(store, [...numbers.subarray(at, at + rowsAtOnce)]);
    for (const row of rows) if (named.numbers.has(row.no) || textOf(row).includes(text)) found.push(row.no);
    await nextTurn();
    signal?.throwIfAborted();
  }
  return Int32Array.from(found);
}

interface Wanted {
  text: string;
  named: Named;
  /** Null: all. */
  among: Int32Array | null;
}

async function lookUp(
  store: Store,
  { text, named, among }: Wanted,
  most: number,
  signal: AbortSignal | undefined,
): Promise<FoundJobs> {
  const { first, last } = jobEnds(store);
  const allowed = among === null ? null : new NumberSet([among]);
  const texts = Array.from(text).length < 3 ? indexedTerms(store, text, mostTerms) : [text];
  const found: number[] = [];
  for (let upTo = last; upTo >= first && upTo > 0; upTo -= slice) {
    const above = upTo - slice;
    const due = Int32Array.from(dueBetween(store, above, upTo));
    const isDue = new NumberSet([due]);
    // What the index has of a job that is due is out of date.
    const indexed = indexedWith(store, texts, above, upTo).filter((no) => !isDue.has(no));
    const read = await readThrough(store, due, text, named, signal);
    const here = new NumberSet([indexed, read, named.numbers.between(above, upTo)]);
    for (const no of here.highestFirst()) if (allowed?.has(no) !== false) found.push(no);
    if (found.length > most) return { numbers: Int32Array.from(found.slice(0, most)), more: true };
    await nextTurn();
    signal?.throwIfAborted();
  }
  return { numbers: Int32Array.from(found), more: false };
}

/** Queues and names that lists can be narrowed to: those of the catalog, and others of which there are rows. */
export function kindsToChoose(store: Store): JobKind[] {
  const known = Object.values(catalog).map(({ queue, name }) => ({ queue, name }));
  const keys = new Set(known.map(keyOf));
  return [...known, ...jobKinds(store).filter((kind) => !keys.has(keyOf(kind)))];
}
