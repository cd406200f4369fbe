/** A form for a job's payload, from its schema in the catalog. Pure. */
import { z } from 'zod';
import type { PayloadField } from './wire.ts';

interface Property {
  type?: unknown;
  enum?: unknown;
}

/** @returns null for a payload that is no object of plain values: it is edited as JSON. */
export function payloadFields(schema: z.ZodType): PayloadField[] | null {
  const { type, properties, required } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  if (type !== 'object' || properties === undefined) return null;
  const fields = Object.entries(properties).map(([name, property]) =>
    fieldOf(name, property as Property, required?.includes(name) === true),
  );
  return fields.every((field) => field !== null) ? fields : null;
}

const kinds: Record<string, PayloadField['kind']> = {
  string: 'text',
  integer: 'whole',
  number: 'number',
  boolean: 'yes-no',
};

function fieldOf(name: string, property: Property, required: boolean): PayloadField | null {
  if (Array.isArray(property.enum)) {
    if (!property.enum.every((choice) => typeof choice === 'string')) return null;
    return { name, kind: 'choice', required, choices: property.enum };
  }
  const kind =
    typeof property.type === 'string' && Object.hasOwn(kinds, property.type)
      ? kinds[property.type]
      : undefined;
  return kind === undefined ? null : { name, kind, required };
}
