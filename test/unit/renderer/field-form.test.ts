/** What fills a field, as its form has it: every source in and out, and nothing said that is not whole. */
import { describe, expect, test } from 'vitest';
import {
  filledBy,
  formOf,
  lackOf,
  offeredHeaders,
  ownItem,
  sameSource,
  sourceOf,
  withOtherColumn,
} from '../../../renderer/features/import/mapping/field-form.ts';
import { mappingTexts } from '../../../renderer/features/import/mapping/mapping-texts.ts';
import { firstValues } from '../../../renderer/features/import/mapping/source-values.ts';
import { sourceSchema } from '../../../workers/imports/mapping-schema.ts';
import type { Source } from '../../../workers/imports/source.ts';

const sources: Source[] = [
  'City',
  { column: 'Date', dateOrder: 'dmy' },
  { column: 'Place', part: { by: ', ', at: -1 } },
  { column: 'State', replace: [{ from: 'Nevada', to: 'NV', ignoreCase: true }], whenEmpty: 'UT' },
  { columns: ['Street', 'Unit'], join: ' ', whenEmpty: 'unknown' },
  { constant: 'US' },
];

describe('the form of a field', () => {
  test.each(sources)('gives %j back as it was, and the engine takes it', (source) => {
    const back = sourceOf(formOf(source));
    expect(back).toEqual(source);
    expect(sourceSchema.parse(back)).toEqual(source);
  });

  test('fills nothing while something is lacking', () => {
    const form = formOf(null);
    expect([lackOf(form), sourceOf(form)]).toEqual(['column', null]);
    expect(lackOf({ ...form, filling: 'joined' })).toBe('columns');
    expect(lackOf({ ...form, filling: 'constant', constant: '  ' })).toBe('constant');
    expect(lackOf({ ...form, filling: 'part', column: 'A', by: '' })).toBe('by');
  });

  test('leaves out replacements of nothing and blanks around values', () => {
    const form = {
      ...formOf('A'),
      whenEmpty: ' x ',
      replace: [
        { from: ' ', to: 'y' },
        { from: ' a ', to: '' },
      ],
    };
    expect(sourceOf(form)).toEqual({ column: 'A', whenEmpty: 'x', replace: [{ from: 'a', to: '' }] });
    expect(sourceOf({ ...formOf('A'), whenEmpty: ' ' })).toBe('A');
  });

  test('keeps the columns on the way from one filling to another', () => {
    const joined = filledBy(formOf('Street'), 'joined');
    expect(joined.columns).toEqual(['Street']);
    expect(filledBy(formOf({ columns: ['Unit', 'Street'], join: '-' }), 'part').column).toBe('Unit');
    expect(sourceOf(filledBy({ ...joined, columns: ['B', 'A'] }, 'joined'))).toMatchObject({
      columns: ['B', 'A'],
    });
  });

  test('knows a source by what it says', () => {
    expect(sameSource('A', { column: 'A' })).toBe(true);
    expect(sameSource('A', null)).toBe(false);
    expect(sameSource({ constant: 'A' }, 'A')).toBe(false);
  });
});

test('another column keeps what was said about values, but not the order of a date', () => {
  const source: Source = { column: 'A', whenEmpty: 'x', dateOrder: 'dmy' };
  expect(withOtherColumn(source, 'B')).toEqual({ column: 'B', whenEmpty: 'x' });
  expect(withOtherColumn({ constant: 'US' }, 'B')).toBe('B');
  expect(withOtherColumn({ columns: ['A', 'C'], join: ' ' }, 'B')).toBe('B');
  expect(withOtherColumn(null, 'B')).toBe('B');
});

test('each name is offered once, and what is no column is an item of its own', () => {
  expect(offeredHeaders(['A', '', 'B', 'A'])).toEqual(['A', 'B']);
  expect([ownItem('A'), ownItem({ column: 'A' }), ownItem(null)]).toEqual([null, null, null]);
  expect(['A', 'B']).not.toContain(ownItem({ columns: ['A', 'B'], join: ' ' }));
});

describe('the first values of a field', () => {
  const file = {
    headers: ['Name', 'City', 'State'],
    preview: [
      ['Ada', ' Elko ', 'Nevada'],
      ['Bo', 'Elko', ''],
      ['Cy', 'Wells', 'NEVADA'],
    ],
  };

  test.each<[Source, string[]]>([
    ['City', ['Elko', 'Wells']],
    [{ columns: ['City', 'State'], join: ', ' }, ['Elko, Nevada', 'Elko', 'Wells, NEVADA']],
    [{ column: 'City', part: { by: 'l', at: 1 } }, ['E', 'We']],
    [{ constant: 'US' }, ['US']],
    [
      { column: 'State', whenEmpty: 'UT', replace: [{ from: 'nevada', to: 'NV', ignoreCase: true }] },
      ['NV', 'UT'],
    ],
  ])('of %j are %j', (source, values) => {
    expect(firstValues(file, source, 3)).toEqual(values);
  });
});

test('what is done to values is said in a line, blanks by name', () => {
  expect(mappingTexts.details('A')).toBeNull();
  expect(mappingTexts.details({ column: 'A', part: { by: ' ', at: 2 } })).toBe(
    'Second part, split at a space',
  );
  expect(mappingTexts.details({ columns: ['A', 'B'], join: '', whenEmpty: 'x' })).toBe(
    'Joined by nothing · “x” when empty',
  );
  expect(mappingTexts.own({ constant: 'US' })).toBe('Always “US”');
});
