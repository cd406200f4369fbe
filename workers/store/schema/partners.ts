/** Customers, carriers and leads. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { businessColumns, deletedRows } from './columns.ts';

export const customer = sqliteTable(
  'customer',
  {
    ...businessColumns(),
    /** The number the customer is known by; the natural key. */
    number: text('number').notNull().unique(),
    legalName: text('legal_name').notNull(),
    dba: text('dba'),
    usdot: text('usdot'),
    taxId: text('tax_id'),
    contactName: text('contact_name'),
    contactTitle: text('contact_title'),
    email: text('email'),
    phone: text('phone'),
    fax: text('fax'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    termsDays: integer('terms_days'),
    creditLimitCents: integer('credit_limit_cents'),
    /** No invoice is issued while it is set; the reason is for people. */
    creditHold: integer('credit_hold', { mode: 'boolean' }).notNull().default(false),
    creditHoldReason: text('credit_hold_reason'),
    /** How invoices reach them: email · print · both · none; and to which address, if not to `email`. */
    invoiceDelivery: text('invoice_delivery').notNull().default('email'),
    invoiceEmail: text('invoice_email'),
    status: text('status').notNull().default('active'),
  },
  (t) => [deletedRows('customer', t)],
);

export const carrier = sqliteTable(
  'carrier',
  {
    ...businessColumns(),
    /** Digits without leading zeros; the natural key. */
    usdot: text('usdot').notNull().unique(),
    legalName: text('legal_name').notNull(),
    dba: text('dba'),
    /** One docket as given, such as `MC368053`; an MC number is not required of a carrier. */
    docket: text('docket'),
    scac: text('scac'),
    contactName: text('contact_name'),
    email: text('email'),
    phone: text('phone'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    powerUnits: integer('power_units'),
    drivers: integer('drivers'),
    status: text('status').notNull().default('pending'),
  },
  (t) => [deletedRows('carrier', t)],
);

export const lead = sqliteTable(
  'lead',
  {
    ...businessColumns(),
    /**
     * The natural key: the strongest identity that the lead has, written `kind:value`. Strongest first: `usdot:`, `docket:`,
     * `email:`, `phone:` (digits with country code where known), `name:company|postal`.
     */
    matchKey: text('match_key').notNull().unique(),
    company: text('company').notNull(),
    contactName: text('contact_name'),
    contactTitle: text('contact_title'),
    email: text('email'),
    phone: text('phone'),
    fax: text('fax'),
    website: text('website'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    usdot: text('usdot'),
    docket: text('docket'),
    source: text('source'),
    /** new · contacted · qualified · won · lost */
    stage: text('stage').notNull().default('new'),
  },
  (t) => [deletedRows('lead', t)],
);
