/** Money, quantities and prices as people in the United States write them. */

export interface MoneyFormat {
  readonly currency: string;
  /** With the currency's sign: `$1,234.50`, `-€12.00`, `¥1,500`. */
  full(cents: number): string;
  /** The figure alone, for a column whose head names the currency. */
  plain(cents: number): string;
  /** A unit price in ten-thousandths: at least the currency's decimals, at most four, no idle zeros. */
  price(e4: number): string;
}

/**
 * @param currency ISO 4217 code.
 * @param amounts every amount in cents (hundredths of the unit, whatever the currency) that will be shown with this format: a
 * currency without decimals gets two where an amount would otherwise be shown as less or more than it is.
 * @returns null when the code is none.
 */
export function moneyFormat(currency: string, amounts: readonly number[]): MoneyFormat | null {
  const usual = decimalsOf(currency);
  if (usual === null) return null;
  const decimals = amounts.some((cents) => cents % 100 !== 0) ? Math.max(usual, 2) : usual;
  const full = formatter(decimals, currency);
  const leastInPrice = Math.min(usual, 4);
  return {
    currency,
    full: (cents) => full.format(decimal(cents, 2)),
    plain: (cents) => figure(cents, 2, decimals),
    price: (e4) => figure(e4, 4, leastInPrice),
  };
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making one costs as much as a hundred uses. There are as many as currencies in use. */
function formatter(decimals: number, currency: string): Intl.NumberFormat {
  const key = `${decimals} ${currency}`;
  let known = formatters.get(key);
  if (known === undefined) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    known = new Intl.NumberFormat('en-US', { style: 'currency', currency, ...digits });
    formatters.set(key, known);
  }
  return known;
}

/** @param milli thousandths: 12500 is `12.5`. */
export function formatQuantity(milli: number): string {
  return figure(milli, 3, 0);
}

/** @param bp basis points: 1250 is `12.5%`. */
export function formatPercent(bp: number): string {
  return `${figure(bp, 2, 0)}%`;
}

/**
 * An integer of `places` implied decimals, with commas between thousands: what Intl.NumberFormat makes of it for en-US, at a tenth of
 * the time, which counts for the thousands of figures in a long invoice. Idle zeros beyond `least` decimals are left out.
 */
function figure(value: number, places: number, least: number): string {
  const text = decimal(value, places);
  let end = text.length;
  const point = end - places - 1;
  while (end > point + 1 + least && text.charCodeAt(end - 1) === 0x30) end--;
  if (end === point + 1) end = point;
  let whole = text.slice(0, point);
  for (let at = point - 3; at > (value < 0 ? 1 : 0); at -= 3)
    whole = `${whole.slice(0, at)},${whole.slice(at)}`;
  return whole + text.slice(point, end).padEnd(least > places ? least + 1 : 0, '0');
}

/** Decimals that the currency usually has, or null for a code that is none (ICU takes any three letters for a currency). */
function decimalsOf(currency: string): number | null {
  if (!knownCurrencies.has(currency)) return null;
  let decimals = usualDecimals.get(currency);
  if (decimals === undefined) {
    const options = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions();
    decimals = options.maximumFractionDigits ?? 2;
    usualDecimals.set(currency, decimals);
  }
  return decimals;
}

const usualDecimals = new Map<string, number>();

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'));

/** An integer of `places` implied decimals as a decimal text, so that no binary fraction comes near it. */
function decimal(value: number, places: number): `${number}` {
  const digits = Math.abs(value)
    .toString()
    .padStart(places + 1, '0');
  const sign = value < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}` as `${number}`;
}
