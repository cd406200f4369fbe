/** This install, and the installs whose rows it holds. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** This install and where it stands. Exactly one row. */
export const site = sqliteTable('site', {
  no: integer('no').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  warehouseName: text('warehouse_name').notNull(),
  /** IANA zone, such as `America/Chicago`. */
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull().default('USD'),
  legalName: text('legal_name').notNull().default(''),
  /** Printed on documents; lines separated by `\n`. */
  address: text('address').notNull().default(''),
  phone: text('phone').notNull().default(''),
  email: text('email').notNull().default(''),
  mcNumber: text('mc_number').notNull().default(''),
  usdot: text('usdot').notNull().default(''),
  taxId: text('tax_id').notNull().default(''),
  /** Where to pay, as printed; lines separated by `\n`. */
  remitTo: text('remit_to').notNull().default(''),
  /** Paper that documents are made for: letter · a4 */
  paper: text('paper').notNull().default('letter'),
  createdAt: integer('created_at').notNull(),
});

/** The installs whose rows this database holds; number 1 is this one. */
export const device = sqliteTable('device', {
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  /** Two or three characters given by the central API; null until registered. */
  code: text('code'),
  name: text('name').notNull(),
});

/** What a person has set, by area and name, such as `mail.server`. Passwords are not here but in the keeping of the system. */
export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  /** JSON, valid against the schema of its area. */
  value: text('value').notNull(),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
});
