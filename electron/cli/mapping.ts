/** What `--map 'target=Source Column'` means for a file. Pure. */
import type { Inspection } from '../../workers/api/wire.ts';
import { columnOf, type Mapping } from '../../workers/imports/source.ts';
import { UserError } from '../../workers/errors.ts';

export interface MapEntry {
  target: string;
  /** '' leaves the target empty, whatever was guessed. */
  column: string;
}

/** @throws UserError `bad-mapping` */
export function parseMapEntry(text: string): MapEntry {
  const at = text.indexOf('=');
  if (at > 0) return { target: text.slice(0, at).trim(), column: text.slice(at + 1).trim() };
  throw new UserError('bad-mapping', `--map must look like 'target=Source Column', not "${text}".`);
}

/**
 * The guessed mapping, changed as told. A column that is given to a target is taken from the one that it was guessed for.
 * @throws UserError `unknown-target` or `unknown-column`, listing what there is.
 */
export function applyMapping(
  { fields, headers, mapping }: Pick<Inspection, 'fields' | 'headers' | 'mapping'>,
  entries: readonly MapEntry[],
): Mapping {
  const told = entries.map(({ target, column }) => {
    if (!fields.some(({ name }) => name === target)) {
      const names = fields.map(({ name, required }) => (required ? `${name} (required)` : name));
      throw new UserError(
        'unknown-target',
        `There is no target "${target}". There are: ${names.join(', ')}.`,
      );
    }
    return { target, column: column === '' ? null : headerNamed(column, headers) };
  });
  const taken = new Set(told.map(({ column }) => column));
  const kept = Object.entries(mapping).filter(([, source]) => !taken.has(columnOf(source)));
  const result = new Map(kept);
  for (const { target, column } of told) {
    if (column === null) result.delete(target);
    else result.set(target, column);
  }
  return Object.fromEntries(result);
}

/** As it is written; else without regard to case and outer blanks where only one fits. */
function headerNamed(column: string, headers: readonly string[]): string {
  const exact = headers.find((header) => header === column);
  if (exact !== undefined) return exact;
  const plain = (text: string) => text.trim().toLowerCase();
  const [only, ...others] = headers.filter((header) => plain(header) === plain(column));
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    'unknown-column',
    `The file has no column "${column}". It has: ${headers.map((header) => `"${header}"`).join(', ')}.`,
  );
}
