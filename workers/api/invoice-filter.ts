/**
 * Which invoices a filter means. A PDF state alone is answered from an index. Else candidates are sifted in slices: they come from the
 * search's memory, from the import's own rows, from an index that knows of few, or, in the order of the list, from that of the dates.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { requireCustomer } from '../invoices/ledger/find.ts';
import { today } from '../invoices/ledger/warehouse-days.ts';
import { followTargets, importNumber, type ImportTargets } from '../store/queries/import-targets.ts';
import {
  fewCandidates,
  keepInvoices,
  walkInvoices,
  type InvoiceConditions,
  type WalkPlace,
} from '../store/queries/invoice-conditions.ts';
import {
  countInvoices,
  invoicesAbove,
  latestAmong,
  latestInvoices,
  type PdfState,
} from '../store/queries/invoices.ts';
import type { Store } from '../store/open.ts';
import type { ApiContext } from './context.ts';
import { searchTerms } from '../search/fold.ts';
import { mostFound } from './search/limits.ts';
import type { InvoiceStanding } from './wire.ts';

export interface InvoiceFilter {
  search: string;
  pdf: PdfState;
  importId?: string | undefined;
  standing?: InvoiceStanding | undefined;
  /** Id or number. */
  customer?: string | undefined;
  /** Of the issue date, `YYYY-MM-DD`, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Of the due date, both included. */
  dueFrom?: string | undefined;
  dueTo?: string | undefined;
  /** How the printed number begins. */
  numberPrefix?: string | undefined;
}

/** Invoices sifted in one statement: about 5 ms. */
const siftRows = 2000;

/** A page of invoice numbers in the table, latest issue date first. */
export async function invoiceNumbersPage(
  context: ApiContext,
  filter: InvoiceFilter,
  paging: { limit: number; offset: number },
  signal: AbortSignal | undefined,
): Promise<{ numbers: number[]; total: number; atLeast?: true }> {
  const { store, rows, search } = context;
  if (isPlain(filter)) {
    search.invoice.prepare();
    const total = filter.pdf === 'any' ? await rows.live('invoice') : countInvoices(store, filter.pdf);
    return { numbers: latestInvoices(store, filter.pdf, paging), total };
  }
  const found: number[] = [];
  for await (const numbers of sifted(context, filter, mostFound + 1, signal)) {
    for (const number of numbers) found.push(number);
    if (found.length > mostFound) break;
  }
  const more = found.length > mostFound;
  const kept = more ? found.slice(0, mostFound) : found;
  return {
    numbers: latestAmong(store, kept, paging),
    total: kept.length,
    ...(more ? { atLeast: true } : {}),
  };
}

/** Numbers in the table of every invoice that the filter means, in slices. */
export async function* allInvoiceNumbers(
  context: ApiContext,
  filter: InvoiceFilter,
  signal: AbortSignal | undefined,
): AsyncGenerator<number[]> {
  if (!isPlain(filter)) {
    yield* sifted(context, filter, Number.MAX_SAFE_INTEGER, signal);
    return;
  }
  for (let above = 0; ; await nextTurn()) {
    const numbers = invoicesAbove(context.store, filter.pdf, above, siftRows);
    if (numbers.length === 0) return;
    signal?.throwIfAborted();
    yield numbers;
    above = numbers.at(-1) ?? above;
  }
}

function isPlain({ search, importId, standing, customer, ...days }: InvoiceFilter): boolean {
  const { from, to, dueFrom, dueTo, numberPrefix } = days;
  const others = [importId, standing, customer, from, to, dueFrom, dueTo, numberPrefix];
  return others.every((each) => each === undefined) && searchTerms(search).length === 0;
}

/** @throws UserError `not-found` for an unknown customer. */
function conditionsOf(store: Store, filter: InvoiceFilter): InvoiceConditions {
  const { pdf, standing = null, customer, from = null, to = null } = filter;
  const { dueFrom = null, dueTo = null, numberPrefix = null } = filter;
  return {
    pdf,
    standing,
    customer: customer === undefined ? null : requireCustomer(store, customer),
    from,
    to,
    dueFrom,
    dueTo,
    numberPrefix,
    today: today(store),
  };
}

async function* sifted(
  context: ApiContext,
  filter: InvoiceFilter,
  most: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<number[]> {
  const conditions = conditionsOf(context.store, filter);
  const numbers = await candidates(context, filter, conditions, most, signal);
  if (numbers === null) {
    yield* walked(context.store, conditions, signal);
    return;
  }
  for (let from = 0; from < numbers.length; from += siftRows) {
    signal?.throwIfAborted();
    const kept = keepInvoices(context.store, conditions, numbers.slice(from, from + siftRows));
    // `IN` gives them in the order of the table.
    if (kept.length > 0) yield kept.sort((a, b) => b - a);
    await nextTurn();
  }
}

/** Latest issue date first. */
async function* walked(
  store: Store,
  conditions: InvoiceConditions,
  signal: AbortSignal | undefined,
): AsyncGenerator<number[]> {
  let place: WalkPlace | null = null;
  do {
    signal?.throwIfAborted();
    const { numbers, after } = walkInvoices(store, conditions, place, siftRows);
    if (numbers.length > 0) yield numbers;
    place = after;
    await nextTurn();
  } while (place !== null);
}

/** Newest first; null where all are candidates. */
async function candidates(
  context: ApiContext,
  { search, importId, ...others }: InvoiceFilter,
  conditions: InvoiceConditions,
  most: number,
  signal: AbortSignal | undefined,
): Promise<number[] | null> {
  const terms = searchTerms(search);
  if (importId === undefined) {
    if (terms.length === 0) return fewCandidates(context.store, conditions);
    // All of them where sifting still takes some away.
    const isOnlySearch = others.pdf === 'any' && isPlain({ search: '', ...others });
    const { numbers } = await context.search.invoice.search(
      terms,
      isOnlySearch ? most : Number.MAX_SAFE_INTEGER,
      signal,
    );
    return numbers;
  }
  const targets = await targetsOf(context, importId);
  if (terms.length === 0) return [...targets].sort((a, b) => b - a);
  const { numbers } = await context.search.invoice.search(terms, Number.MAX_SAFE_INTEGER, signal);
  return numbers.filter((number) => targets.has(number));
}

/** The last import asked for: its screen asks again for every page and at every change. */
const lastTargets = new WeakMap<Store, ImportTargets>();

/** @throws UserError `not-found` */
async function targetsOf(context: ApiContext, importId: string): Promise<Set<number>> {
  const found = importNumber(context.store, importId);
  if (found === undefined) throw new UserError('not-found', `There is no import with the id ${importId}.`);
  if (found.entity !== 'invoice') return new Set();
  let targets = lastTargets.get(context.store);
  if (targets?.importNo !== found.no) {
    targets = { importNo: found.no, line: 0, undone: 0, numbers: new Set() };
    lastTargets.set(context.store, targets);
  }
  await followTargets(context.store, targets);
  return targets.numbers;
}
