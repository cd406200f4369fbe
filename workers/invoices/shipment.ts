/** What the column `invoice.shipment` may hold: how the goods travelled, as it is to be printed. */
import { z } from 'zod';

const text = z.string().max(500);
const day = z.iso.date();
/** A time of the day where the stop is, `HH:MM`: what the driver wrote down, so no time zone is asked. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const amount = z.number().nonnegative().max(1e9);

const stop = z.object({
  kind: z.enum(['pickup', 'delivery', 'stop']),
  name: text.optional(),
  /** City and state, or an address, on one line. */
  place: text.optional(),
  date: day.optional(),
  arrived: time.optional(),
  departed: time.optional(),
});

/** The arithmetic of the fuel surcharge: a share of an amount, or a rate per mile. */
const fuel = z.union([
  z.object({
    /** Basis points of `ofCents`. */
    rateBp: z.int().nonnegative(),
    ofCents: z.int().nonnegative(),
    /** What the rate was taken from, such as `DOE index $3.71, week of Oct 27`. */
    basis: text.optional(),
  }),
  z.object({
    miles: amount,
    /** Ten-thousandths of the currency unit. */
    perMileE4: z.int().nonnegative(),
    basis: text.optional(),
  }),
]);

export const shipmentSchema = z.object({
  /** In the order driven. */
  stops: z.array(stop).max(40).optional(),
  trailer: text.optional(),
  seal: text.optional(),
  equipment: text.optional(),
  miles: amount.optional(),
  pieces: amount.optional(),
  weightPounds: amount.optional(),
  commodity: text.optional(),
  fuel: fuel.optional(),
});

export type Shipment = z.infer<typeof shipmentSchema>;

/**
 * @param json of the column; null where nothing is known of the shipment.
 * @returns what is wrong as a text, where it does not fit the schema.
 */
export function readShipment(json: string | null): Shipment | null | { wrong: string } {
  if (json === null || json.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { wrong: 'it is not JSON' };
  }
  if (value === null) return null;
  const parsed = shipmentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return { wrong: wordsOf(parsed.error) };
}

/** What is wrong with a shipment that a person gives, with the field's name; null when nothing is. A field that is not known is refused. */
export function shipmentProblem(value: unknown): string | null {
  const parsed = shipmentSchema.strict().safeParse(value);
  return parsed.success ? null : wordsOf(parsed.error);
}

function wordsOf({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path === '' ? 'the whole' : `“${path}”`}: ${issue?.message ?? 'not as expected'}`;
}

/** What the fuel surcharge comes to by its own arithmetic, in cents, rounded half up. */
export function fuelCents(fuel: NonNullable<Shipment['fuel']>): number {
  if ('rateBp' in fuel) return Number((BigInt(fuel.ofCents) * BigInt(fuel.rateBp) + 5_000n) / 10_000n);
  const milliMiles = BigInt(Math.round(fuel.miles * 1000));
  return Number((milliMiles * BigInt(fuel.perMileE4) + 50_000n) / 100_000n);
}
