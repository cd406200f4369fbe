/** What a field does with a cell: plain functions, because a million rows times twelve cells go through them. */
import type { DateOrder } from '../source.ts';

/** Collects what is wrong with the cell at hand. The row's plan says which column and line it is. */
export interface Report {
  /** The row is refused. */
  error(code: string, message: string): void;
  /** The row is accepted, and somebody should look at it. */
  warning(code: string, message: string): void;
}

/** What a parser may know beside the cell. */
export interface CellContext {
  /** The column's heading in the file. */
  heading: string;
  /** Whether numbers are written with a decimal comma: files delimited by semicolons are. */
  decimalComma: boolean;
  /** The order of a date's numbers, where somebody has chosen it. */
  dateOrder: DateOrder | null;
}

/**
 * Turns a cell, trimmed and not empty, into the text that is stored: digits for numbers, ISO for dates. Empty text stands for
 * nothing.
 */
export type ParseCell = (cell: string, report: Report, context: CellContext) => string;

/** A field that an import can fill. */
export interface Field {
  /** Name of the column in the store's schema; also the name used in a mapping. */
  name: string;
  label: string;
  /** A new record cannot do without it. */
  required: boolean;
  /** For the person who maps: what the values look like. */
  hint: string;
  parse: ParseCell;
  /** Whether a value looks like one of this field; left out where any text does. Evidence for and against a guess. */
  looksLike?: (cell: string) => boolean;
}
