/** Numbers as they are typed, and back: exact, because money is never a floating-point number. Pure. */

/**
 * @param digits of the fraction that the unit has: 2 reads `1,250.5` as 125050.
 * @returns a whole number of the smallest unit; null for what is no number or is finer than the unit.
 */
export function parseDecimal(text: string, digits: number): number | null {
  const parts = /^([+-]?)(\d{1,12}|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(text.trim().replace(/^\$\s*/, ''));
  if (parts === null) return null;
  const fraction = (parts[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const whole = (parts[2] ?? '').replaceAll(',', '');
  const value = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(value)) return null;
  return parts[1] === '-' && value !== 0 ? -value : value;
}

/** As `parseDecimal` reads it, with at least `least` digits of fraction: 125050 with 2 is `1250.50`. */
export function decimalText(value: number, digits: number, least = digits): string {
  const figures = String(Math.abs(value)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const fraction = figures.slice(figures.length - digits);
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`;
}
