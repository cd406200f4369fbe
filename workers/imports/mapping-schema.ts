/** The form of a mapping that comes from outside. */
import { z } from 'zod';
import { dateOrders } from './source.ts';

const dateOrder = z.enum(dateOrders).optional();
const filled = z.string().trim().min(1, 'Give a value.').max(1000);

const reading = {
  dateOrder,
  replace: z
    .array(
      z.strictObject({
        from: filled,
        to: z.string().trim().max(1000),
        ignoreCase: z.boolean().optional(),
      }),
    )
    .max(1000)
    .optional(),
  whenEmpty: filled.optional(),
};

const column = z.strictObject({
  column: z.string(),
  part: z
    .strictObject({
      by: z.string().min(1, 'Say what the parts are delimited by.').max(20),
      at: z
        .int()
        .min(-1000)
        .max(1000)
        .refine((at) => at !== 0, 'Parts are counted from 1, or from -1 at the end.'),
    })
    .optional(),
  ...reading,
});
const joined = z.strictObject({
  columns: z.array(z.string()).min(1).max(100),
  join: z.string().max(20).default(' '),
  ...reading,
});
const constant = z.strictObject({ constant: filled, dateOrder });

/** A heading, or one of the long forms. */
export const sourceSchema = z.union([z.string(), column, joined, constant]);

/** Target field → where it comes from. */
export const mappingSchema = z.record(z.string(), sourceSchema);
