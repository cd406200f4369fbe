/** What fills a field as a form has it: with everything that may be incomplete while somebody writes. Pure. */
import {
  dateOrderOf,
  type DateOrder,
  type Replacement,
  type Source,
} from '../../../../workers/imports/source.ts';

/** One column as it is, one piece of it, several joined, or the same in every row. */
export const fillings = ['column', 'part', 'joined', 'constant'] as const;
export type Filling = (typeof fillings)[number];

export interface FieldForm {
  filling: Filling;
  /** A heading; null while none is chosen. */
  column: string | null;
  by: string;
  /** From 1; from -1 counted from the end. */
  at: number;
  columns: string[];
  join: string;
  constant: string;
  whenEmpty: string;
  replace: Replacement[];
  dateOrder: DateOrder | null;
}

const emptyForm: FieldForm = {
  filling: 'column',
  column: null,
  by: ' ',
  at: 1,
  columns: [],
  join: ' ',
  constant: '',
  whenEmpty: '',
  replace: [],
  dateOrder: null,
};

/** @param source null for a field that nothing fills. */
export function formOf(source: Source | null): FieldForm {
  if (source === null) return emptyForm;
  if (typeof source === 'string') return { ...emptyForm, column: source };
  const dateOrder = dateOrderOf(source);
  if ('constant' in source)
    return { ...emptyForm, filling: 'constant', constant: source.constant, dateOrder };
  const { replace = [], whenEmpty = '' } = source;
  const read = { ...emptyForm, replace, whenEmpty, dateOrder };
  if ('columns' in source) {
    return { ...read, filling: 'joined', columns: source.columns, join: source.join };
  }
  const { column, part } = source;
  return part === undefined ? { ...read, column } : { ...read, filling: 'part', column, ...part };
}

/** Another way of filling, with the columns that were chosen for the one before. */
export function filledBy(form: FieldForm, filling: Filling): FieldForm {
  const [first = null] = form.columns;
  const fresh = form.columns.length === 0 && form.column !== null;
  return {
    ...form,
    filling,
    column: form.column ?? first,
    columns: fresh ? [form.column ?? ''] : form.columns,
  };
}

/** What has to be given yet before the form fills a field; null when nothing is. */
export function lackOf({ filling, column, by, columns, constant }: FieldForm) {
  if (filling === 'constant') return constant.trim() === '' ? 'constant' : null;
  if (filling === 'joined') return columns.length === 0 ? 'columns' : null;
  if (column === null) return 'column';
  return filling === 'part' && by === '' ? 'by' : null;
}

/** The shortest source that says it; null while something is lacking. A replacement of nothing is left out. */
export function sourceOf(form: FieldForm): Source | null {
  if (lackOf(form) !== null) return null;
  const { filling, by, at, columns, join } = form;
  const ordered = form.dateOrder === null ? {} : { dateOrder: form.dateOrder };
  if (filling === 'constant') return { constant: form.constant.trim(), ...ordered };
  const replace = form.replace
    .map((each) => ({ ...each, from: each.from.trim(), to: each.to.trim() }))
    .filter(({ from }) => from !== '');
  const whenEmpty = form.whenEmpty.trim();
  const reading = {
    ...ordered,
    ...(replace.length === 0 ? {} : { replace }),
    ...(whenEmpty === '' ? {} : { whenEmpty }),
  };
  if (filling === 'joined') return { columns, join, ...reading };
  const column = form.column ?? '';
  if (filling === 'part') return { column, part: { by, at }, ...reading };
  return Object.keys(reading).length === 0 ? column : { column, ...reading };
}

/** Whether both fill a field in the same way. */
export function sameSource(one: Source | null, other: Source | null): boolean {
  const plain = (source: Source | null) => JSON.stringify(sourceOf(formOf(source)));
  return plain(one) === plain(other);
}

/**
 * The field filled by another column: what was said about values stays, the order of a date does not, since it is another date.
 * @param source what filled it before; what is no single column is replaced as a whole.
 */
export function withOtherColumn(source: Source | null, column: string): Source {
  const before = source !== null && typeof source !== 'string' && 'column' in source ? source : null;
  return sourceOf({ ...formOf(before), column, dateOrder: null }) ?? column;
}

/** Columns offered at once; typing narrows them. Files with thousands of columns exist. */
export const offered = 100;

/** Columns that a form offers to choose, each once. A name may stand above several columns, and above none of them. */
export function offeredHeaders(headers: readonly string[]): string[] {
  return [...new Set(headers)].filter((header) => header !== '');
}

/** A source that is no single column, as an item of a list of columns; null for one that is. */
export function ownItem(source: Source | null): string | null {
  if (source === null || typeof source === 'string' || 'column' in source) return null;
  // No heading has a line end.
  return `\n${JSON.stringify(source)}`;
}
