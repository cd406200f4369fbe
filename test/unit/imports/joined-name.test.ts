/** First and last name in two columns are joined for a contact, and for nobody else. */
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../workers/imports/candidate.ts';
import { joinedContactName } from '../../../workers/imports/joined-name.ts';
import { guessMapping } from '../../../workers/imports/mapping.ts';
import { headerSets } from '../../fixtures/header-sets/sets.ts';

const column = (heading: string, ...values: string[]): Column => ({ heading, values, repeated: false });
const joined = (...headings: string[]) =>
  joinedContactName(
    'lead',
    headings.map((heading) => column(heading, 'Ann')),
    {},
  )?.columns ?? null;

describe('two columns are joined', () => {
  it.each([
    ['First Name', 'Last Name'],
    ['FIRST_NAME', 'LAST_NAME'],
    ['firstname', 'lastname'],
    ['Given Name', 'Surname'],
    ['Forename', 'Family name'],
    ['FName', 'LName'],
    ['First', 'Last'],
    ['Contact First Name', 'Contact Last Name'],
    ['Primary Contact First Name', 'Primary Contact Last Name'],
  ])('%s and %s', (first, last) => {
    expect(joined(last, 'Company', first)).toEqual([first, last]);
  });

  it('the plain ones before those of a group', () => {
    const names = ['Contact First Name', 'Contact Last Name', 'First Name', 'Last Name'];
    expect(joined(...names)).toEqual(['First Name', 'Last Name']);
  });
});

describe('they are not joined', () => {
  it.each([
    [['First Name'], 'one is missing'],
    [['Owner First Name', 'Owner Last Name'], 'they are somebody else’s'],
    [['Assistant First Name', 'Last Name'], 'they are of two people'],
    [['First Name', 'Forename', 'Last Name'], 'there are several'],
  ])('%s: %s', (headings) => {
    expect(joined(...headings)).toBeNull();
  });

  it('where the field is filled, or one of them fills another', () => {
    const names = [column('First Name', 'Ann'), column('Last Name', 'Lee')];
    expect(joinedContactName('lead', names, { contactName: 'Contact' })).toBeNull();
    expect(joinedContactName('lead', names, { company: 'Last Name' })).toBeNull();
    expect(joinedContactName('invoice', names, {})).toBeNull();
    expect(joinedContactName('lead', names, {})).toEqual({ columns: ['First Name', 'Last Name'], join: ' ' });
  });

  it('where the values are no names, or the heading stands twice', () => {
    const last = column('Last', 'Lee');
    expect(joinedContactName('lead', [column('First', '2024-01-01'), last], {})).toBeNull();
    expect(joinedContactName('lead', [{ ...column('First', 'Ann'), repeated: true }, last], {})).toBeNull();
  });
});

describe('the header sets of real files', () => {
  const sets = headerSets().map((set) => {
    const columns = set.columns.map(({ heading, values }) => ({ heading, values, repeated: false }));
    const labelled = set.columns.some(({ field }) => field === 'contactName');
    return {
      ...set,
      labelled,
      made: joinedContactName(set.entity, columns, guessMapping(set.entity, columns)),
    };
  });
  const isFirst = (heading: string) => /^first.?name$/i.test(heading);
  const isLast = (heading: string) => /^last.?name$/i.test(heading);

  it('are joined wherever they have a first and a last name and no other contact', () => {
    const wanted = sets.filter(
      ({ entity, labelled, columns }) =>
        entity !== 'invoice' &&
        !labelled &&
        columns.some(({ heading }) => isFirst(heading)) &&
        columns.some(({ heading }) => isLast(heading)),
    );
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter(({ made }) => made === null).map(({ name }) => name)).toEqual([]);
  });

  it('are joined of no other column, and of none that has a field', () => {
    for (const { name, made, columns, labelled } of sets) {
      if (made === null) continue;
      expect(labelled, name).toBe(false);
      const [first = '', last = ''] = made.columns;
      expect([/(?:first|given)/i.test(first), /last|surname|family/i.test(last)], name).toEqual([true, true]);
      for (const { heading, field } of columns)
        if (made.columns.includes(heading)) expect(field, `${name}: ${heading}`).toBeNull();
    }
  });
});
