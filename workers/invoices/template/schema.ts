/** The shape of what can be set for documents; what is allowed in it is in check.ts, which says more than a schema does. */
import { z } from 'zod';

const text = z.string().max(2000);

export const documentSettingsSchema = z.strictObject({
  legalName: text,
  /** Lines separated by `\n`. */
  address: text,
  phone: text,
  email: text,
  mcNumber: text,
  usdot: text,
  taxId: text,
  paper: z.enum(['letter', 'a4']),
  /** `#rrggbb`; empty: black. */
  accent: text,
  /** Lines separated by `\n`, at the foot of every page. */
  footer: text,
});

export type DocumentSettings = z.output<typeof documentSettingsSchema>;

/** The file of a logo as base64; null takes the logo away, left out it stays as it is. */
export const logoInput = z.base64().max(4_000_000).nullable().optional();
