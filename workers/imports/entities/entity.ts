/** What an entity is to an import: its fields, and what makes two rows the same record. */
import type { Entity } from '../../api/wire.ts';
import type { Field } from '../fields/field.ts';

/** Carriers, customers and leads: one row of the file is one record. */
export interface PartnerEntity {
  entity: Exclude<Entity, 'invoice'>;
  /** In the plural, for sentences. */
  words: string;
  fields: readonly Field[];
  /** The column by which a record is found again. */
  key: string;
  /**
   * For an entity whose key is no field of its own: makes it from the row's stored values.
   * @returns null when the row says too little to be found again.
   */
  keyOf?: (value: (field: string) => string) => string | null;
  /** The fields that hold a name of the company. */
  names: readonly string[];
  /** The fields that the key is made of: one of them has to be mapped. */
  keyFields: readonly string[];
}
