/** What the router sends of a file's rows: as they stand in the file, what becomes of them, and their corrections. */

export const rowFilters = [
  'all',
  'created',
  'updated',
  'unchanged',
  'skipped',
  'failed',
  /** Accepted or not, with a doubt. */
  'warned',
  /** Perhaps about a record that is known under another key. */
  'similar',
] as const;
export type RowFilter = (typeof rowFilters)[number];

/** A row as it stands in the file, corrections applied. */
export interface FileRow {
  /** Physical line on which it starts; of a workbook, the sheet's row. */
  line: number;
  /** By column; fewer or more than the headings where the row is short or long. */
  cells: string[];
  /** Indexes of the cells that were corrected. */
  edited: number[];
}

/** One field that a row changes; null for nothing. */
export interface FieldDifference {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
}

/** What a row may be about: an earlier line of the file, or a record that a search for this finds. */
export type OtherRecord = { line: number } | { entity: 'customer' | 'carrier' | 'lead'; search: string };

/** How many rows may be about what is known otherwise. A row can count more than once. */
export interface SimilarCounts {
  /** Resemble another row, or a record under another key. Only a check looks for these. */
  similar: number;
  /** Leads that are customers or carriers already. */
  knownCustomer: number;
  knownCarrier: number;
  /** Rows with any of these. */
  rows: number;
}

/** A row of an import or a check. */
export interface ImportRowView extends FileRow {
  outcome: 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';
  issues: {
    column: string;
    code: string;
    message: string;
    severity: 'error' | 'warning';
    /** What it names. */
    other?: OtherRecord;
  }[];
  /** Of an updated row. */
  differences: FieldDifference[];
}

/** Where a mapped field stands among the cells. */
export interface MappedColumn {
  field: string;
  label: string;
  heading: string;
  /** Index among the cells. */
  column: number;
}

export interface ImportRowsPage {
  headings: string[];
  columns: MappedColumn[];
  rows: ImportRowView[];
  /** Rows that the filter leaves. */
  total: number;
}

export interface FilePreview {
  headings: string[];
  rows: FileRow[];
  /** Rows of the file; null while they are being counted: ask again in a moment. */
  total: number | null;
}

/** The corrections of one file, read in one way. A set that an import was started with stays as it is: the next step makes another. */
export interface EditSetView {
  editsId: string;
  fileSha256: string;
  /** Cells that are corrected now. */
  cells: number;
  /** Steps that can be undone. */
  steps: number;
  /** What the last of them did, as `replace`; null without one. */
  lastStep: EditStepKind | null;
}

export type EditStepKind = 'cells' | 'fill' | 'replace' | 'failed';

/** What a step of corrections does, or would do. */
export interface EditAnswer {
  /** The set as it is now: go on with its id. Null where a preview came before there was any. */
  edits: EditSetView | null;
  /** Cells that the step changes. */
  cells: number;
  /** The first of them. */
  examples: { line: number; column: number; before: string; after: string }[];
}
