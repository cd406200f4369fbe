/** Counts, shares, sizes and rates as text. */

const locale = 'en-US';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** `1,234,567` */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 invoice`, `2 invoices`. @param plural only where adding an s is wrong. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** A share as whole percent. Only what is complete says 100 %, only what is nothing says 0 %. @param fraction 0 to 1. */
export function percent(fraction: number): string {
  const clamped = Math.min(1, Math.max(0, fraction));
  if (clamped > 0 && clamped < 0.01) return '<1 %';
  return `${clamped === 1 ? 100 : Math.min(99, Math.round(clamped * 100))} %`;
}

/** `950 B`, `1.2 KB`, `158.9 MB`; steps of 1,000 as Windows' and browsers' download lists show them. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 999.95 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(size) : oneDecimal.format(size)} ${units[unit] ?? ''}`;
}

/** Thousandths of a piece: 12000 is `12`, 1500 is `1.5`. */
export function quantity(milli: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(milli / 1000);
}

/** Basis points: 1500 is `15 %`, 825 is `8.25 %`. */
export function basisPoints(bp: number): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(bp / 100)} %`;
}
