/** Whole counts of small units as people and spreadsheets write them: with a point, without grouping. */

/** @param value whole count of 1/10^places. @param least decimals that are written even when they are zero. */
export function decimal(value: number, places: number, least: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  let fraction = digits.slice(digits.length - places);
  while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `1234.50` */
export function cents(value: number): string {
  return decimal(value, 2, 2);
}

/** Basis points as `15%`; nothing for none. The sign tells an import that 0.5 is half a percent and not half. */
export function percent(basisPoints: number): string {
  return basisPoints === 0 ? '' : `${decimal(basisPoints, 2, 0)}%`;
}
