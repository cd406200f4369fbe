/** What the calls of the contract have in common. */
import { oc } from '@orpc/contract';
import { z } from 'zod';

/** Every call may fail with an error meant for a person. */
export const base = oc.errors({
  USER_ERROR: { status: 422, data: z.object({ code: z.string() }) },
});

export const paging = { limit: z.int().min(1).max(500).default(100), offset: z.int().min(0).default(0) };

/** Which invoices a list shows. */
export const invoiceFilter = {
  search: z.string().default(''),
  pdf: z.enum(['any', 'made', 'missing']).default('any'),
  /** Only invoices that this import wrote or found. */
  importId: z.string().optional(),
};
