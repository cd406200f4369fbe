/** The form of a mapping that comes from outside. */
import { z } from 'zod';
import { dateOrders } from './source.ts';

/** Target field → heading, or the column and how it is read. */
export const mappingSchema = z.record(
  z.string(),
  z.union([z.string(), z.strictObject({ column: z.string(), dateOrder: z.enum(dateOrders).optional() })]),
);
