/** Which columns a file must have for an entity. */
import type { Entity, MissingColumn } from '../api/wire.ts';
import { fieldsOf, partners } from './entities/index.ts';
import type { Mapping } from './source.ts';

export function missingColumns(entity: Entity, mapping: Mapping): MissingColumn[] {
  const isMapped = (field: string) => Object.hasOwn(mapping, field);
  const labelOf = (field: string) => fieldsOf(entity).find(({ name }) => name === field)?.label ?? field;
  const oneOf = (fields: readonly string[], needed: MissingColumn['needed']): MissingColumn[] =>
    fields.some(isMapped) ? [] : [{ label: fields.map(labelOf).join(' or '), fields: [...fields], needed }];
  const required = fieldsOf(entity)
    .filter((field) => field.required)
    .map(({ name }) => name);
  if (entity === 'invoice') {
    return [
      ...required.flatMap((field) => oneOf([field], 'always')),
      ...oneOf(['billToName', 'customerNumber'], 'always'),
    ];
  }
  const { keyFields } = partners[entity];
  const key = oneOf(keyFields, 'always');
  const others = required.filter((field) => !(keyFields.length === 1 && keyFields.includes(field)));
  // Where nothing identifies the rows, that is all there is to say.
  return key.length > 0 ? key : others.flatMap((field) => oneOf([field], 'for-new'));
}
