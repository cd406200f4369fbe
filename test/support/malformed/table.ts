/** The clean table from which the malformed files are made, so that what is right in them is known. */

/** Target fields in the order of the columns; all are stored as they are written. */
export const fields = [
  'usdot',
  'legalName',
  'street',
  'city',
  'region',
  'postalCode',
  'country',
  'powerUnits',
] as const;

export const header = ['USDOT', 'Legal Name', 'Street', 'City', 'State', 'ZIP', 'Country', 'Power Units'];

const rowCount = 84;
/** Rows that faults are put into: the first, one in the middle, the last. */
export const places = [0, 40, rowCount - 1] as const;

/** Every row in which a fault is put has a comma in its name and an accent in its city. */
function cellsOf(i: number): string[] {
  const special = i % 5 === 0 || i === rowCount - 1;
  const quoted = i % 7 === 3 ? `Bob "Big" Hill ${i}` : `Carrier ${i} LLC`;
  return [
    String(1_000_000 + i * 37),
    special ? `Acme ${i}, Inc.` : quoted,
    i % 11 === 4 ? `Dock ${i}\nGate B` : `${i + 1} Main St`,
    special ? 'Köln' : 'Fresno',
    'CA',
    String(90_001 + i),
    'USA',
    String(1 + (i % 40)),
  ];
}

export const table: string[][] = Array.from({ length: rowCount }, (_, i) => cellsOf(i));

/** RFC 4180: quotes where they are needed. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return cells
    .map((cell) =>
      /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);
}

/** Every cell in quotes, needed or not. */
export function quoteAll(cells: readonly string[]): string[] {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`);
}

/** A file before its lines are joined. */
export interface Draft {
  head: string[];
  header: string;
  rows: string[];
  foot: string[];
}

export function cleanDraft(delimiter = ','): Draft {
  return {
    head: [],
    header: csvLine(header, delimiter),
    rows: table.map((cells) => csvLine(cells, delimiter)),
    foot: [],
  };
}

export function join({ head, header: names, rows, foot }: Draft, eol = '\n'): string {
  return [...head, names, ...rows, ...foot].map((line) => line.replaceAll('\n', eol) + eol).join('');
}

/** Physical line on which a row of the clean file starts. */
export function lineOf(place: number): number {
  return join({ ...cleanDraft(), rows: cleanDraft().rows.slice(0, place) }).split('\n').length;
}
