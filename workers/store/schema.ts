/**
 * The tables. SQLite is the truth: whatever is not here did not happen.
 *
 * Conventions, for every table:
 * - `no` is the local row number (fast joins, never leaves this machine); `id` is a UUIDv7 and the only identity.
 * - Times are `…At` in milliseconds since 1970 UTC; dates without a time are text `YYYY-MM-DD` in the warehouse's zone.
 * - Money is integer cents beside a currency; rates are basis points; quantities are thousandths; unit prices are
 *   ten-thousandths of the currency unit (freight is priced per mile with up to four decimals).
 */
export * from './schema/audit.ts';
export * from './schema/delivery.ts';
export * from './schema/import-setup.ts';
export * from './schema/imports.ts';
export * from './schema/invoices.ts';
export * from './schema/job-history.ts';
export * from './schema/jobs.ts';
export * from './schema/partners.ts';
export * from './schema/receivables.ts';
export * from './schema/site.ts';
