/** Name and address of a customer as an invoice prints them. */
import type { Customer } from './find.ts';

export interface BillTo {
  billToName: string;
  /** Lines separated by `\n`. */
  billToAddress: string | null;
}

export function billToOf({ legalName, street, city, region, postalCode, country }: Customer): BillTo {
  const zone = [region, postalCode].filter(Boolean).join(' ');
  const place = [city, zone].filter(Boolean).join(', ');
  const lines = [street, place, country].filter((line) => line !== null && line !== '');
  return { billToName: legalName, billToAddress: lines.length > 0 ? lines.join('\n') : null };
}
