/** Writing the elements of a Cross Industry Invoice; what holds nothing is left out, as its schema wants. */
import { escapeXml } from '../format/xml.ts';

/** An element of elements, in the order given; nothing when all of them are empty. */
export function group(name: string, ...children: readonly string[]): string {
  let content = '';
  for (const child of children) content += child;
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

/** White space other than single blanks between words. */
const untidy = /[^\S ]|  |^ | $/;

/** An element of text, with attributes; nothing when the text is empty. */
export function value(name: string, text: string, attributes?: Record<string, string>): string {
  const clean = untidy.test(text) ? text.replaceAll(/\s+/g, ' ').trim() : text;
  if (clean === '') return '';
  let attributeText = '';
  for (const key in attributes) attributeText += ` ${key}="${escapeXml(attributes[key] ?? '')}"`;
  return `<${name}${attributeText}>${escapeXml(clean)}</${name}>`;
}

/** `1996-07-04` as the format 102 of UN/EDIFACT, `19960704`. */
export function date(name: string, day: string): string {
  return group(name, value('udt:DateTimeString', day.replaceAll('-', ''), { format: '102' }));
}

/** An integer of `places` implied decimals as a decimal text with at least `least` of them. */
export function decimal(amount: number, places: number, least = 0): string {
  const digits = Math.abs(amount)
    .toString()
    .padStart(places + 1, '0');
  let fraction = digits.slice(-places);
  while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  const whole = digits.slice(0, -places);
  return `${amount < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** An amount of money: two decimals, whatever the currency. */
export function money(name: string, cents: number, attributes?: Record<string, string>): string {
  return value(name, decimal(cents, 2, 2), attributes);
}
