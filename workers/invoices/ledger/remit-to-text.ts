/** Where to pay, as an invoice prints it. */
import { site } from '../../store/schema.ts';
import { remitToInForce } from '../../store/remit-to.ts';
import type { Reading } from './find.ts';

/**
 * What is in force on a day; else what the site says; else the company's own name and address. A factor's notice of assignment stands
 * below it.
 * @returns lines separated by `\n`.
 */
export function remitToText(reading: Reading, customerId: string | null, date: string): string {
  const found = remitToInForce(reading, customerId, date);
  if (found !== null) return joined(found.name, found.address, found.notice);
  const own = reading.orm.select().from(site).get();
  if (own === undefined) throw new Error('The database has no site row: it was not migrated.');
  return own.remitTo.trim() === '' ? joined(own.legalName, own.address) : own.remitTo.trim();
}

function joined(...parts: (string | null)[]): string {
  return parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join('\n');
}
