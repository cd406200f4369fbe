/** What the calls of the contract have in common. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { invoiceStandings } from './wire.ts';

/** Every call may fail with an error meant for a person. */
export const base = oc.errors({
  USER_ERROR: { status: 422, data: z.object({ code: z.string() }) },
});

export const paging = { limit: z.int().min(1).max(500).default(100), offset: z.int().min(0).default(0) };

/** A day of the warehouse. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A date like 2026-03-15');

/** Which invoices a list shows. */
export const invoiceFilter = {
  search: z.string().default(''),
  pdf: z.enum(['any', 'made', 'missing']).default('any'),
  /** Only invoices that this import wrote or found. */
  importId: z.string().optional(),
  standing: z.enum(invoiceStandings).optional(),
  /** Id or number. */
  customer: z.string().min(1).optional(),
  /** Of the issue date, both included. */
  from: day.optional(),
  to: day.optional(),
  /** Of the due date, both included. */
  dueFrom: day.optional(),
  dueTo: day.optional(),
  /** How the printed number begins. */
  numberPrefix: z.string().min(1).max(100).optional(),
};
