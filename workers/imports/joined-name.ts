/** A contact's name that stands in two columns: first and last name, joined for the one field that an entity has. */
import type { Entity } from '../api/wire.ts';
import type { Column } from './candidate.ts';
import { fieldsOf } from './entities/index.ts';
import { headingKey } from './headings.ts';
import { columnsOf, type JoinedSource, type Mapping } from './source.ts';

const firstNames = new Set([
  'first name',
  'first',
  'given name',
  'forename',
  'fname',
  'f name',
  'name first',
]);
const lastNames = new Set(['last name', 'last', 'surname', 'family name', 'lname', 'l name', 'name last']);

/** Whose name it may be, the likeliest first. Any other group, such as an owner or an assistant, is somebody else. */
const persons = ['', 'contact', 'primary contact', 'main contact', 'contact person', 'contact 1', 'lead', 'customer', 'billing', 'billing contact']; // prettier-ignore

/** Share of the values that have to look like a person's name. */
const enough = 0.9;

/**
 * @param mapping the guess so far. A column that fills a field already, or whose heading stands twice, is not taken.
 * @returns null where the entity has no such field, it is filled, or not exactly one column of each kind is there.
 */
export function joinedContactName(
  entity: Entity,
  columns: readonly Column[],
  mapping: Readonly<Mapping>,
): JoinedSource | null {
  const hasField = fieldsOf(entity).some(({ name }) => name === 'contactName');
  if (!hasField || Object.hasOwn(mapping, 'contactName')) return null;
  const used = new Set(columnsOf(mapping));
  const free = columns.filter(
    (column) => !column.repeated && !used.has(column.heading) && namesPersons(column),
  );
  for (const person of persons) {
    const [first, ...moreFirst] = free.filter(({ heading }) => isPart(heading, person, firstNames));
    const [last, ...moreLast] = free.filter(({ heading }) => isPart(heading, person, lastNames));
    if (first === undefined || last === undefined) continue;
    // Which of several is meant is not ours to say.
    if (moreFirst.length + moreLast.length > 0) return null;
    return { columns: [first.heading, last.heading], join: ' ' };
  }
  return null;
}

function isPart(heading: string, person: string, parts: ReadonlySet<string>): boolean {
  const key = headingKey(heading);
  const own = person === '' ? key : key.startsWith(`${person} `) ? key.slice(person.length + 1) : '';
  if (parts.has(own)) return true;
  return person === '' && [...parts].some((part) => part.replaceAll(' ', '') === key);
}

/** "First" may stand above a date and "Last" above an amount. */
function namesPersons({ values }: Column): boolean {
  const fitting = values.filter((value) => /^\p{L}[\p{L}\p{M}\s.'’-]*$/u.test(value));
  return fitting.length >= values.length * enough;
}
