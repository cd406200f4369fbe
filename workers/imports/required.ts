/** Which columns a file must have for an entity. */
import type { Entity, MissingColumn } from '../api/wire.ts';
import { fieldsOf, partners } from './entities/index.ts';
import { UserError } from '../errors.ts';
import { sourceFor, type Mapping, type Source } from './source.ts';

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

/**
 * What tells one record from another has to come from the file: with one value for many rows, each would overwrite the one before.
 * An invoice may have its number from outside: its rows are one document.
 * @throws UserError `same-for-all`
 */
export function refuseSameForAll(entity: Entity, mapping: Mapping): void {
  if (entity === 'invoice') return;
  const { keyFields, words } = partners[entity];
  const given = keyFields.filter((field) => Object.hasOwn(mapping, field));
  const [only] = given;
  if (only === undefined || !given.every((field) => isGiven(sourceFor(mapping, field)))) return;
  const label = fieldsOf(entity).find(({ name }) => name === only)?.label ?? only;
  throw new UserError(
    'same-for-all',
    `${label} tells ${words} apart, so it cannot be one value for several rows. Map it to a column, with nothing in its place where that is empty.`,
  );
}

function isGiven(source: Source | null): boolean {
  return (
    source !== null && typeof source !== 'string' && ('constant' in source || source.whenEmpty !== undefined)
  );
}
