/** What `--map 'target=Source Column'`, or a long form of a source in JSON, and `--set-default` mean for a file. Pure. */
import type { Inspection } from '../../workers/api/wire.ts';
import { sourceSchema } from '../../workers/imports/mapping-schema.ts';
import { headingsOf, movedTo, sourceFor, type Mapping, type Source } from '../../workers/imports/source.ts';
import { UserError } from '../../workers/errors.ts';

export interface MapEntry {
  target: string;
  /** A heading or a long form; '' leaves the target empty, whatever was guessed. */
  source: Source;
}

/** @throws UserError `bad-mapping` */
export function parseMapEntry(text: string): MapEntry {
  const at = text.indexOf('=');
  if (at > 0) return { target: text.slice(0, at).trim(), source: sourceIn(text.slice(at + 1).trim()) };
  throw new UserError('bad-mapping', `--map must look like 'target=Source Column', not "${text}".`);
}

/** `--set-default 'target=value'`: the value where a row has none. @throws UserError `bad-mapping` */
export function parseDefault(text: string): [target: string, value: string] {
  const at = text.indexOf('=');
  const [target, value] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
  if (target !== '' && value !== '') return [target, value];
  throw new UserError('bad-mapping', `--set-default must look like 'target=value', not "${text}".`);
}

/**
 * The mapping with a value for cells that are empty; a target without a column has it in every row. What is the same in every row
 * already stays so.
 * @throws UserError `unknown-target`
 */
export function withDefaults(
  fields: Inspection['fields'],
  mapping: Mapping,
  defaults: readonly (readonly [target: string, value: string])[],
): Mapping {
  const result = { ...mapping };
  for (const [target, value] of defaults) {
    requireTarget(fields, target);
    const source = sourceFor(result, target);
    if (source === null) result[target] = { constant: value };
    else if (typeof source === 'string') result[target] = { column: source, whenEmpty: value };
    else if (!('constant' in source)) result[target] = { ...source, whenEmpty: value };
  }
  return result;
}

function requireTarget(fields: Inspection['fields'], target: string): void {
  if (fields.some(({ name }) => name === target)) return;
  const names = fields.map(({ name, required }) => (required ? `${name} (required)` : name));
  throw new UserError('unknown-target', `There is no target "${target}". There are: ${names.join(', ')}.`);
}

/** JSON where it is an object; any other text is a heading, even in braces. */
function sourceIn(text: string): Source {
  if (!text.startsWith('{')) return text;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return text;
  }
  const parsed = sourceSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UserError(
    'bad-mapping',
    `--map cannot use ${text}. Write {"constant": "US"}, {"columns": ["First", "Last"], "join": " "} or {"column": "Date", "dateOrder": "dmy"}; a column may have "part": {"by": ",", "at": 1}, "whenEmpty" and "replace".`,
  );
}

/**
 * The guessed mapping, changed as told. A column that is given to a target is taken from the one that it was guessed for.
 * @throws UserError `unknown-target` or `unknown-column`, listing what there is.
 */
export function applyMapping(
  { fields, headers, mapping }: Pick<Inspection, 'fields' | 'headers' | 'mapping'>,
  entries: readonly MapEntry[],
): Mapping {
  const told = entries.map(({ target, source }) => {
    requireTarget(fields, target);
    return {
      target,
      source: source === '' ? null : movedTo(source, (heading) => headerNamed(heading, headers)),
    };
  });
  const taken = new Set(told.flatMap(({ source }) => (source === null ? [] : headingsOf(source))));
  const kept = Object.entries(mapping).filter(
    ([, source]) => !headingsOf(source).some((each) => taken.has(each)),
  );
  const result = new Map(kept);
  for (const { target, source } of told) {
    if (source === null) result.delete(target);
    else result.set(target, source);
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
  const hint = column.startsWith('{') ? ' It was taken for a heading, because it is no JSON.' : '';
  throw new UserError(
    'unknown-column',
    `The file has no column "${column}".${hint} It has: ${headers.map((header) => `"${header}"`).join(', ')}.`,
  );
}
