/** Workbooks made by hand, in the forms that Excel and others write. */
import { zip, type ZipPart } from './zip.ts';

/** Null leaves the cell out; a number may carry the index of a style; `xml` is a whole `<c>` element without its place. */
export type TestCell =
  string | number | boolean | null | { value: number | string; style: number } | { xml: string };

export interface TestSheet {
  name: string;
  rows: readonly (readonly TestCell[])[];
  state?: 'hidden' | 'veryHidden';
  /** Numbers of rows, from 1. */
  hiddenRows?: readonly number[];
  /** What stands behind the cells, such as `<mergeCells>`. */
  after?: string;
  /** The whole part, in place of what `rows` make. */
  xml?: string | Buffer;
}

export interface TestWorkbook {
  sheets: readonly TestSheet[];
  /** Texts stand in the cells instead of a part of their own, as openpyxl in write-only mode and others write. */
  inline?: boolean;
  /** Format codes; a cell's style N has the Nth of them, from 1. A number names a built-in format. */
  formats?: readonly (string | number)[];
  from1904?: boolean;
  /** A last change of the parts. */
  parts?: (parts: ZipPart[]) => ZipPart[];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The bytes of an .xlsx file. */
export function workbook(book: TestWorkbook): Buffer {
  return zip(workbookParts(book));
}

/** A workbook of one sheet. */
export function sheetOf(rows: TestSheet['rows'], more: Partial<TestSheet> = {}): Buffer {
  return workbook({ sheets: [{ name: 'Sheet1', rows, ...more }] });
}

export function workbookParts(book: TestWorkbook): ZipPart[] {
  const texts = new Map<string, number>();
  const place = (text: string) => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const sheets = book.sheets.map((sheet, i) => ({
    name: `xl/worksheets/sheet${i + 1}.xml`,
    content: sheet.xml ?? sheetXml(sheet, book.inline === true ? null : place),
  }));
  const strings = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: `${head}<Types xmlns="${packaged}/content-types"/>` },
    {
      name: '_rels/.rels',
      content: `${head}<Relationships xmlns="${packaged}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${book.from1904 === true ? ' date1904="1"' : ''}/><sheets>${book.sheets
        .map(
          ({ name, state }, i) =>
            `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships xmlns="${packaged}/relationships">${book.sheets
        .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
        .join(
          '',
        )}${relation('s1', 'styles', 'styles.xml')}${relation('s2', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: stylesXml(book.formats ?? []) },
    ...sheets,
    ...(strings.length === 0
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `${head}<sst xmlns="${main}">${strings.join('')}</sst>` }]),
  ];
  return book.parts?.(parts) ?? parts;
}

function stylesXml(formats: readonly (string | number)[]): string {
  const own = formats.flatMap((format, i) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${164 + i}" formatCode="${escaped(format)}"/>`] : [],
  );
  const styles = formats.map(
    (format, i) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + i}"/>`,
  );
  return `${head}<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

function sheetXml(sheet: TestSheet, place: ((text: string) => number) | null): string {
  const rows = sheet.rows.map((cells, i) => {
    const written = cells
      .map((cell, column) => cellXml(cell, `${columnName(column)}${i + 1}`, place))
      .join('');
    const hidden = sheet.hiddenRows?.includes(i + 1) === true ? ' hidden="1"' : '';
    return written === '' ? '' : `<row r="${i + 1}"${hidden}>${written}</row>`;
  });
  return `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData>${sheet.after ?? ''}</worksheet>`;
}

function cellXml(cell: TestCell, at: string, place: ((text: string) => number) | null): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object')
    return 'xml' in cell
      ? cell.xml.replace('<c', `<c r="${at}"`)
      : `<c r="${at}" s="${cell.style}"><v>${cell.value}</v></c>`;
  if (place === null)
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return `<c r="${at}" t="s"><v>${place(cell)}</v></c>`;
}

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_');
}
