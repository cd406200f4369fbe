/** Money as text. Cents are integers; nothing is computed here. */

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string, digits: number): Intl.NumberFormat {
  const key = `${currency}/${digits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
}

/** `Intl` refuses what is not three letters, and a currency code can come from a file. */
const wellFormed = (currency: string) => /^[A-Za-z]{3}$/.test(currency);

/** 123456 with USD is `$1,234.56`. */
export function money(cents: number, currency: string): string {
  if (!wellFormed(currency)) return `${(cents / 100).toFixed(2)} ${currency}`;
  return formatFor(currency, 2).format(cents / 100);
}

/** Ten-thousandths of the currency unit: 140000 with USD is `$14.00`, 23755 is `$2.3755`. */
export function unitPrice(e4: number, currency: string): string {
  if (!wellFormed(currency)) return `${(e4 / 10_000).toFixed(4)} ${currency}`;
  return formatFor(currency, 4).format(e4 / 10_000);
}
