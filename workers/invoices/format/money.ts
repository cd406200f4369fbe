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
  const full = formatter(decimals, decimals, currency);
  const plain = formatter(decimals, decimals);
  const price = formatter(Math.min(usual, 4), 4);
  return {
    currency,
    full: (cents) => full.format(decimal(cents, 2)),
    plain: (cents) => plain.format(decimal(cents, 2)),
    price: (e4) => price.format(decimal(e4, 4)),
  };
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making one costs as much as a hundred uses. There are as many as currencies in use. */
function formatter(least: number, most: number, currency?: string): Intl.NumberFormat {
  const key = `${least} ${most} ${currency}`;
  let known = formatters.get(key);
  if (known === undefined) {
    const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
    known = new Intl.NumberFormat('en-US', currency ? { style: 'currency', currency, ...digits } : digits);
    formatters.set(key, known);
  }
  return known;
}

const quantityFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
const percentFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** @param milli thousandths: 12500 is `12.5`. */
export function formatQuantity(milli: number): string {
  return quantityFormat.format(decimal(milli, 3));
}

/** @param bp basis points: 1250 is `12.5%`. */
export function formatPercent(bp: number): string {
  return `${percentFormat.format(decimal(bp, 2))}%`;
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
