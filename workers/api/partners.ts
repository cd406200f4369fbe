/** Carriers, customers and leads, newest first; a search finds words anywhere in what identifies a company. */
import { newestNumbers } from '../store/queries/page-newest.ts';
import { partnersByNumber, partnerWithKey, type PartnerTable } from '../store/queries/partners.ts';
import { os } from './base.ts';
import type { ApiContext } from './context.ts';
import { searchTerms } from '../search/fold.ts';
import { mostFound } from './search/limits.ts';
import type { Page, PartnerRow } from './wire.ts';

interface Paging {
  limit: number;
  offset: number;
}

interface NumbersPage {
  numbers: number[];
  total: number;
  atLeast?: true;
}

export const partners = {
  list: os.partners.list.handler(async ({ input, context, signal }): Promise<Page<PartnerRow>> => {
    const { entity, search } = input;
    const terms = searchTerms(search);
    const page =
      terms.length === 0
        ? await newest(context, entity, input)
        : await found(context, entity, search.trim(), terms, input, signal);
    const rows = partnersByNumber(context.store, entity, page.numbers).map(({ no: _no, ...row }) => row);
    return { rows, total: page.total, ...(page.atLeast === true ? { atLeast: true } : {}) };
  }),
};

async function newest(
  { store, rows, search }: ApiContext,
  entity: PartnerTable,
  paging: Paging,
): Promise<NumbersPage> {
  // Whoever opens the list is likely to search next.
  search[entity].prepare();
  const range = await rows.range(entity);
  return { numbers: newestNumbers(store, entity, range, paging), total: range.rows - range.deleted.length };
}

async function found(
  { store, search }: ApiContext,
  entity: PartnerTable,
  text: string,
  terms: readonly string[],
  { limit, offset }: Paging,
  signal: AbortSignal | undefined,
): Promise<NumbersPage> {
  const { numbers, more } = await search[entity].search(terms, mostFound, signal);
  // Somebody who types a whole number means that very company.
  const exact = partnerWithKey(store, entity, text);
  const ordered = exact === null ? numbers : [exact, ...numbers.filter((number) => number !== exact)];
  return {
    numbers: ordered.slice(offset, offset + limit),
    total: ordered.length,
    ...(more ? { atLeast: true } : {}),
  };
}
