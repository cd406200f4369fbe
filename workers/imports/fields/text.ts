/** Free text, and text that has a shape without being worth a refusal. */
import type { ParseCell } from './field.ts';

/** @param most longest value in characters: what is longer belongs to another column or to another row. */
export function text(most: number): ParseCell {
  return (cell, report) => {
    if (cell.length > most) {
      report.error('too-long', `This cell has ${cell.length} characters; at most ${most} fit. Shorten it.`);
    }
    return cell;
  };
}

/** A person's name or title: a number in it is the usual sign of a row whose cells have moved. */
export const person: ParseCell = (cell, report) => {
  if (cell.length > 120)
    report.error('too-long', `This cell has ${cell.length} characters; at most 120 fit. Shorten it.`);
  else if (/\d/.test(cell)) {
    report.warning(
      'cells-moved',
      `"${cell}" holds a number, which a name or title rarely does. A comma without quotes may have moved this row's cells: compare it with the file.`,
    );
  }
  return cell;
};

/** A country or region, by name or code. */
export const place: ParseCell = (cell, report) => {
  if (cell.length > 60)
    report.error('too-long', `This cell has ${cell.length} characters; at most 60 fit. Shorten it.`);
  else if (/\d/.test(cell)) {
    report.warning(
      'cells-moved',
      `"${cell}" holds a number, which a country or state never does. This row's cells may have moved: compare it with the file.`,
    );
  }
  return cell;
};

/** Kept as text: leading zeros count. */
export const postalCode: ParseCell = (cell, report) => {
  if (cell.length > 16)
    report.error('too-long', `This cell has ${cell.length} characters; at most 16 fit. Shorten it.`);
  else if (!/^[\p{L}\d][\p{L}\d .-]*$/u.test(cell)) {
    report.warning('postal-code-doubtful', `"${cell}" does not look like a postal code. Check it.`);
  }
  return cell;
};

/** One of a few words, in any case and with blanks or hyphens. */
export function oneOf(words: readonly string[]): ParseCell {
  return (cell, report) => {
    const word = cell
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-')
      .trim();
    if (words.includes(word)) return word;
    report.error('unknown-value', `"${cell}" is not one of: ${words.join(', ')}.`);
    return '';
  };
}
