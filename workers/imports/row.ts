/** From a record's cells to the values of its fields, with everything that is wrong with them. */
import { UserError } from '../errors.ts';
import type { CellContext, Field, Report } from './fields/field.ts';
import type { FileFormat } from './format.ts';
import { tidyHeading } from './header.ts';
import { dateOrderOf, headingsOf, sourceFor, sourceLabel, type Mapping, type Source } from './source.ts';
import { sourceReader, type SourceReader, type Tidy } from './source-reader.ts';
import type { FileRecord, RecordFault } from './records.ts';

export interface RowIssue {
  /** Heading in the file; empty where the row as a whole is meant. */
  column: string;
  code: string;
  message: string;
  severity: 'error' | 'warning';
}

export type RowVerdict = 'blank' | 'accepted' | 'refused';

interface MappedField {
  field: Field;
  /** The column, where it is one and is taken as it is. */
  index: number;
  context: CellContext;
  /** Null for a column that is taken as it is. */
  made: MadeValue | null;
}

/** A value that is more, or less, than the cell of one column. */
interface MadeValue extends SourceReader {
  text: NonNullable<SourceReader['text']>;
  tidy: Tidy;
  /** What is stored where there is nothing. */
  stored: string;
}

/** What exports write into an empty cell. Only for fields that may be empty: a company may be called so. */
const placeholders = new Set(['NULL', '\\N', 'N/A', '#N/A', 'n/a']);

/** What of a row with these is read is no row of the table. */
const unreadable = new Set<RecordFault>(['quotes-broken', 'line-too-long', 'sheet-broken']);

const faults: Record<RecordFault, string> = {
  'stray-quote': 'A quotation mark stands alone here and was read as part of the text. Check this row.',
  'quotes-mended':
    'The quotation marks of this row are not in their places; its cells were told apart by their number. Check this row.',
  'delimiters-mended':
    'This row is not delimited like the rest of the file; it was read all the same. Check this row.',
  'encoding-mended':
    'This row is not in the encoding of the rest of the file; it was read in the one it seems to have. Check its letters.',
  'stray-cr':
    'A line break of another kind than the rest of the file stands inside this row and was read as part of the text. Check this row.',
  'quotes-broken':
    'The quotation marks of this row do not pair up, so its cells cannot be told apart. Correct them in the file.',
  'line-too-long':
    'This line is longer than a row can be (1 MiB), so it was passed over. The file may have lost a line break or a closing quotation mark here.',
  'sheet-broken':
    'The workbook is damaged here: nothing from this row on could be read. Open it in Excel, save it anew and import that.',
};

/** The word that stands where a column is summed up. */
const total = /^(?:grand |sub-?)?totals?\b[^\p{L}]*$/iu;

/** What is stored of a value that a mapping gives. @throws UserError `bad-value` when the field cannot hold it. */
function givenValue(field: Field, value: string, context: CellContext): string {
  const told: string[] = [];
  const stored = field.parse(
    value,
    { error: (_, message) => void told.push(message), warning: () => {} },
    context,
  );
  if (told.length === 0 && stored !== '') return stored;
  throw new UserError(
    'bad-value',
    `"${value.slice(0, 60)}" was given for ${field.label} and cannot stand there. ${told[0] ?? 'Give another value.'}`,
  );
}

/** What a spreadsheet shows for a formula without a result. */
const formulaError = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)$/;

function isBlank(cell: string): boolean {
  // oxlint-disable-next-line no-control-regex -- NULs and Ctrl-Z at a file's end are what is meant
  return cell.replaceAll(/[\0-\x1f\x7f]/g, '').trim() === '';
}

/** Reads rows by a mapping. One object is used for all rows of a file: `values` and `issues` are those of the last one. */
export class RowReader implements Report {
  /** Stored text of the mapped fields, in the order of `fields`; empty for nothing. */
  readonly values: string[];
  issues: RowIssue[] = [];
  readonly fields: readonly Field[];
  /** The columns that a record reader has to deliver, with the first one beyond the header. */
  readonly needed: boolean[];
  readonly #mapped: MappedField[];
  readonly #format: FileFormat;
  /** The columns that are read, each once. */
  readonly #columns: readonly number[];
  #heading = '';
  #refused = false;

  /**
   * @throws UserError `unknown-column` when the mapping names a heading that the file has not, `bad-value` when what it gives for
   * a field cannot stand there.
   */
  constructor(fields: readonly Field[], mapping: Mapping, format: FileFormat) {
    this.#format = format;
    this.#mapped = fields.flatMap((field) => {
      const source = sourceFor(mapping, field.name);
      return source === null ? [] : [this.#mappedField(field, source)];
    });
    this.#columns = [...new Set(this.#mapped.flatMap(({ index, made }) => made?.indexes ?? [index]))];
    this.fields = this.#mapped.map(({ field }) => field);
    this.values = this.fields.map(() => '');
    const width = format.headings.length;
    this.needed = Array.from({ length: width + 1 }, (_, i) => i === width);
    for (const index of this.#columns) this.needed[index] = true;
  }

  #mappedField(field: Field, source: Source): MappedField {
    const { delimiter, headings } = this.#format;
    const reader = sourceReader(source, headings);
    const lost = reader.indexes.indexOf(-1);
    if (lost !== -1) {
      const heading = headingsOf(source)[lost] ?? '';
      throw new UserError('unknown-column', `The file has no column "${heading}". Map it again.`);
    }
    const context: CellContext = {
      heading: sourceLabel(source),
      decimalComma: delimiter === ';',
      dateOrder: dateOrderOf(source),
    };
    const { text, whenEmpty } = reader;
    if (text === null) return { field, index: reader.indexes[0] ?? -1, context, made: null };
    const tidy = (cell: string) => this.#tidy(cell, field);
    const stored = whenEmpty === '' ? '' : givenValue(field, whenEmpty, context);
    return { field, index: -1, context, made: { ...reader, text, tidy, stored } };
  }

  error(code: string, message: string): void {
    this.#refused = true;
    this.issues.push({ column: this.#heading, code, message, severity: 'error' });
  }

  warning(code: string, message: string): void {
    this.issues.push({ column: this.#heading, code, message, severity: 'warning' });
  }

  /** The heading that a field is read from; empty when it is not mapped. */
  headingOf(field: string): string {
    return this.#mapped.find((mapped) => mapped.field.name === field)?.context.heading ?? '';
  }

  /** The text that a field is made of, of a row that may be wrong otherwise; nothing is said of it. */
  textOf(field: string, cells: readonly string[]): string {
    const mapped = this.#mapped.find((each) => each.field.name === field);
    if (mapped === undefined) return '';
    const { index, made } = mapped;
    if (made === null) return (cells[index] ?? '').trim();
    return made.replaced(made.text(cells, (cell) => cell.trim())) || made.whenEmpty;
  }

  read(record: FileRecord): RowVerdict {
    const { cells } = record;
    if (this.issues.length > 0) this.issues = [];
    this.#refused = false;
    this.#heading = '';
    const width = this.#format.headings.length;
    if (record.fault !== null) {
      if (unreadable.has(record.fault)) {
        this.error(record.fault, faults[record.fault]);
        return 'refused';
      }
      this.warning(record.fault, faults[record.fault]);
    }
    if (cells.length !== width) this.#judgeWidth(record, width);
    if (this.#refused) return 'refused';
    if (this.#repeatsHeader(cells)) {
      this.error(
        'header-repeated',
        'This row repeats the header, as where several files were joined, so it is not imported.',
      );
      return 'refused';
    }
    let filled = 0;
    let first = '';
    const mapped = this.#mapped;
    for (let i = 0; i < mapped.length; i += 1) {
      const { field, index, context, made } = mapped[i] as MappedField;
      if (made !== null) {
        const text = this.#make(i, made, cells);
        if (text === '') continue;
        filled += 1;
        if (filled === 1) first = text;
        continue;
      }
      const raw = cells[index] ?? '';
      if (raw !== '') this.#heading = context.heading;
      const cell = this.#tidy(raw, field);
      if (cell === '') {
        this.values[i] = '';
        continue;
      }
      filled += 1;
      if (filled === 1) first = cell;
      this.values[i] = field.parse(cell, this, context);
    }
    if (filled === 0 && this.#isBlank(record, width)) return 'blank';
    const columns = this.#columns.length;
    if (filled > 0 && filled * 2 <= columns && columns > 2 && total.test(first)) {
      this.#heading = '';
      this.error(
        'row-total',
        `"${first.slice(0, 40)}" with little beside it is a total, not a row, so it is not imported.`,
      );
    }
    this.#requireFilled();
    return this.#refused ? 'refused' : 'accepted';
  }

  /** Sets a value that is made. @returns the text that the columns gave for it; what stands for nothing does not count. */
  #make(at: number, { text, tidy, replaced, stored }: MadeValue, cells: readonly string[]): string {
    const { field, context } = this.#mapped[at] as MappedField;
    this.#heading = context.heading;
    const given = text(cells, tidy);
    const value = replaced(given);
    this.values[at] = value === '' ? stored : field.parse(value, this, context);
    return given;
  }

  #repeatsHeader(cells: readonly string[]): boolean {
    const columns = this.#columns;
    const last = columns.at(-1);
    const { headings } = this.#format;
    if (last === undefined || columns.length < 2 || cells[last] !== headings[last]) return false;
    return columns.every((index) => tidyHeading(cells[index] ?? '') === headings[index]);
  }

  /** What stands beside the table of a sheet makes no row of it. */
  #isBlank(record: FileRecord, width: number): boolean {
    const cells = record.raw();
    const own = this.#format.sheet === undefined ? cells : cells.slice(0, width);
    return own.every((cell) => isBlank(cell));
  }

  #requireFilled(): void {
    for (let i = 0; i < this.#mapped.length; i += 1) {
      if (this.values[i] !== '') continue;
      const { field, context } = this.#mapped[i] as MappedField;
      if (
        !field.required ||
        this.issues.some(({ column, severity }) => column === context.heading && severity === 'error')
      )
        continue;
      this.#heading = context.heading;
      this.error('required', `${field.label} is missing. Fill this cell.`);
    }
  }

  #judgeWidth(record: FileRecord, width: number): void {
    const count = record.cells.length;
    if (this.#format.sheet !== undefined) {
      this.#judgeCellsBeside(record, width);
      return;
    }
    if (count === 1 && width > 2) {
      const [only = ''] = record.raw();
      const message = `This line has a single cell ("${only.slice(0, 40)}"), so it is a remark and no row of this table.`;
      if (!isBlank(only)) this.error('row-remark', message);
      return;
    }
    if (count < width) {
      this.warning(
        'row-short',
        `This row has ${count} of ${width} cells; the missing ones at its end were taken as empty. Check that none is missing further left.`,
      );
      return;
    }
    if (count === width + 1 && record.cells[width] === '') return;
    const extra = record
      .raw()
      .slice(width)
      .filter((cell) => cell.trim() !== '');
    if (extra.length === 0) return;
    const shown = extra
      .slice(0, 3)
      .map((cell) => `"${cell.slice(0, 40)}"`)
      .join(', ');
    this.error(
      'row-long',
      `This row has ${count} cells and the header ${width}; too many: ${shown}. A text with a delimiter in it needs quotation marks.`,
    );
  }

  /** In a sheet every cell stands under its heading: a row may be short, and what stands right of the table is no part of it. */
  #judgeCellsBeside(record: FileRecord, width: number): void {
    const beside = record
      .raw()
      .slice(width)
      .find((cell) => cell.trim() !== '');
    if (beside === undefined) return;
    this.warning(
      'cell-beside-table',
      `"${beside.slice(0, 40)}" stands right of the last heading, so it was not imported. Give its column a heading if it belongs to the table.`,
    );
  }

  /** What inserts nothing to see is left out; where it may stand for a character that is gone, with a word. */
  #withoutControls(cell: string): string {
    // oxlint-disable-next-line no-control-regex -- control characters are what is meant
    const readable = cell.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '');
    if (readable !== cell) {
      this.warning(
        'control-characters',
        `Characters that cannot be shown were left out of "${readable.slice(0, 60)}". Check this cell.`,
      );
    }
    return readable.replaceAll(/[\u200b\u2060\ufeff]/g, '').trim();
  }

  #tidy(raw: string, field: Field): string {
    if (raw === '') return raw;
    let cell = raw;
    const first = cell.charCodeAt(0);
    const last = cell.charCodeAt(cell.length - 1);
    if (first <= 32 || last <= 32 || first >= 0xa0 || last >= 0xa0) cell = cell.trim();
    // The apostrophe that keeps a spreadsheet from computing a cell, as our own files of refused rows have it.
    if (first === 39 && /^'[=+@-]/.test(cell)) cell = cell.slice(1);
    if (this.#format.controls) cell = this.#withoutControls(cell);
    if (this.#format.damaged && cell.includes('\ufffd')) {
      const message = `"${cell.slice(0, 60)}" holds a character that was damaged before. Correct it after the import.`;
      this.warning('character-damaged', message);
    }
    if (this.#format.sheet !== undefined && cell.startsWith('#') && formulaError.test(cell)) {
      const message = `A formula gave the error ${cell} here, which was taken as an empty cell. Correct it in the workbook.`;
      this.warning('formula-error', message);
      return '';
    }
    if (!field.required && placeholders.has(cell)) return '';
    return cell;
  }
}
