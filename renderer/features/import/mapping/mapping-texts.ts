/** Words of the ways to fill a field: a column, a part of one, several joined, a constant. */
import { headingsOf, type Source } from '../../../../workers/imports/source.ts';
import { counted } from '../../../format/numbers.ts';
import type { Filling } from './field-form.ts';

const fillings: Record<Filling, string> = {
  column: 'One column',
  part: 'Part of a column',
  joined: 'Columns joined',
  constant: 'Same in every row',
};

const places = [1, 2, 3, 4, 5, -1, -2] as const;

function place(at: number): string {
  const names: Record<number, string> = {
    1: 'First',
    2: 'Second',
    3: 'Third',
    [-1]: 'Last',
    [-2]: 'Last but one',
  };
  return names[at] ?? (at > 0 ? `${at}th` : `${-at}th from the end`);
}

/** Blanks cannot be seen. */
function visible(text: string): string {
  if (text === '') return 'nothing';
  if (text === ' ') return 'a space';
  return text === '\t' ? 'a tab' : `“${text}”`;
}

export const mappingTexts = {
  fillings,
  more: (field: string) => `More ways to fill ${field}`,
  moreHint: 'More: join, split, constant…',
  formFor: (field: string) => `How ${field} is filled`,
  filling: 'Filled by',
  splitAt: 'Split at',
  splitAtLacking: 'Say where to split.',
  takePart: 'Take part',
  places,
  place,
  columns: 'Columns, in this order',
  columnsLacking: 'Choose the columns.',
  columnsHint: 'Choose the columns',
  between: 'Put between them',
  blank: visible,
  constant: 'Value',
  constantLacking: 'Give the value.',
  whenEmpty: 'When it is empty, use',
  whenEmptyHint: 'Leave it empty',
  replacements: 'Replace values',
  replacementsHint: 'Whole values only. The first that fits is taken.',
  find: (n: number) => `Value ${n}`,
  replaceBy: (n: number) => `Instead of value ${n}`,
  findHint: 'This value',
  replaceByHint: 'becomes this',
  capitals: 'Capitals matter',
  removeReplacement: (n: number) => `Remove replacement ${n}`,
  addReplacement: 'Add a replacement',
  done: 'Done',
  own,
  details,
};

/** A source that is no single column, in a few words. */
function own(source: Source): string {
  if (typeof source === 'object' && 'constant' in source) return `Always “${source.constant}”`;
  return headingsOf(source).join(' + ');
}

/** What is done to the values of a source, in one line; null for nothing. */
function details(source: Source | null): string | null {
  if (source === null || typeof source === 'string' || 'constant' in source) return null;
  const { replace = [], whenEmpty } = source;
  const said = [
    'part' in source && source.part !== undefined
      ? `${place(source.part.at)} part, split at ${visible(source.part.by)}`
      : null,
    'columns' in source && source.columns.length > 1 ? `Joined by ${visible(source.join)}` : null,
    replace.length === 0 ? null : `${counted(replace.length, 'value')} replaced`,
    whenEmpty === undefined ? null : `“${whenEmpty}” when empty`,
  ].filter((each) => each !== null);
  return said.length === 0 ? null : said.join(' · ');
}
