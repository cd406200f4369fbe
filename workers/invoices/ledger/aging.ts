/** Aging: what customers owe, by days past the due date, as of any day. */
import type { Store } from '../../store/open.ts';
import { agingNow, agingThen, type AgingRecord } from '../../store/queries/aging.ts';
import { siteTimeZone } from '../../store/queries/site-time-zone.ts';
import { requireCustomer } from './find.ts';
import { addDays, endOfDay, requireDay, today } from './warehouse-days.ts';

/** Cents that are not due yet, and 0–30, 31–60, 61–90 and more days past their due date. */
export interface AgingSums {
  invoices: number;
  notDueCents: number;
  days30Cents: number;
  days60Cents: number;
  days90Cents: number;
  olderCents: number;
  openCents: number;
}

export interface Aging {
  /** `YYYY-MM-DD` in the warehouse's zone. */
  asOf: string;
  /** By customer and currency. */
  rows: AgingRecord[];
  /** By currency: amounts of different ones are never added up. */
  totals: (AgingSums & { currency: string })[];
}

/**
 * @param asOf left out: today. @param customer id or number; left out: all.
 * @throws UserError `date-invalid`, `not-found`.
 */
export function aging(
  store: Store,
  { asOf, customer }: { asOf?: string | undefined; customer?: string | undefined } = {},
): Aging {
  const now = today(store);
  const day = asOf ?? now;
  requireDay(day);
  const customerId = customer === undefined ? null : requireCustomer(store, customer).id;
  const days = { asOf: day, less30: addDays(day, -30), less60: addDays(day, -60), less90: addDays(day, -90) };
  const rows =
    day >= now
      ? agingNow(store, days, customerId)
      : agingThen(store, days, endOfDay(day, siteTimeZone(store)), customerId);
  return { asOf: day, rows, totals: totalsOf(rows) };
}

function totalsOf(rows: readonly AgingRecord[]): Aging['totals'] {
  const totals = new Map<string, AgingSums & { currency: string }>();
  for (const { currency, ...row } of rows) {
    const sum = totals.get(currency) ?? { currency, ...nothingOwed };
    for (const name of Object.keys(nothingOwed) as (keyof AgingSums)[]) sum[name] += row[name];
    totals.set(currency, sum);
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Sums of a customer who owes nothing. */
export const nothingOwed: Readonly<AgingSums> = {
  invoices: 0,
  notDueCents: 0,
  days30Cents: 0,
  days60Cents: 0,
  days90Cents: 0,
  olderCents: 0,
  openCents: 0,
};
