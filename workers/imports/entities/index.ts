/** The entities by name. */
import type { Entity, TargetField } from '../../api/wire.ts';
import type { Field } from '../fields/field.ts';
import { carrier } from './carrier.ts';
import { customer } from './customer.ts';
import type { PartnerEntity } from './entity.ts';
import { invoiceFields } from './invoice.ts';
import { lead } from './lead.ts';

export const partners: Record<PartnerEntity['entity'], PartnerEntity> = { carrier, customer, lead };

export function fieldsOf(entity: Entity): readonly Field[] {
  return entity === 'invoice' ? invoiceFields : partners[entity].fields;
}

/** The fields as the router shows them. */
export function targetFields(entity: Entity): TargetField[] {
  return fieldsOf(entity).map(({ name, label, required, hint }) => ({ name, label, required, hint }));
}

/** In the plural, for sentences. */
export function wordsFor(entity: Entity): string {
  return entity === 'invoice' ? 'invoices' : partners[entity].words;
}
