/** Words of the grid of a file's rows, and of their corrections. */
import type { EditStepKind, ImportRowView, RowFilter } from '../../../../workers/api/wire.ts';
import { count, counted } from '../../../format/numbers.ts';

const outcomes: Record<ImportRowView['outcome'], string> = {
  created: 'New',
  updated: 'Changed',
  unchanged: 'Unchanged',
  skipped: 'Skipped',
  failed: 'Refused',
};

const filters: Record<RowFilter, string> = {
  all: 'All',
  created: 'New',
  updated: 'Changed',
  unchanged: 'Unchanged',
  skipped: 'Skipped',
  failed: 'Refused',
  warned: 'With warnings',
  similar: 'Perhaps duplicates',
};

const steps: Record<EditStepKind, string> = {
  cells: 'the last correction',
  fill: 'filling',
  replace: 'replacing',
  failed: 'setting refused rows',
};

export const rowsTexts = {
  title: 'Rows of the file',
  grid: 'Rows of the file, as they are read',
  showAll: 'Show every row',
  showFirst: 'Show the first rows only',
  line: 'Line',
  outcome: 'Outcome',
  note: 'What is wrong or changes',
  nothing: '–',
  empty: 'No row is like that.',
  counting: 'Rows are being counted …',
  total: (n: number) => counted(n, 'row'),
  outcomes,
  filter: 'Rows shown',
  filters,
  openOther: (entity: string, search: string) => `Open ${entity} ${search}`,
  goToLine: (line: number) => `Go to line ${count(line)}`,
  goFailed: 'The line could not be found',
  lineGone: (line: number) => `Line ${count(line)} is no row of this list.`,
  filterCount: (name: string, n: number) => `${name} ${count(n)}`,
  keys: 'Enter edits a cell. Shift and arrows select cells of a column; Ctrl+D fills them with the first.',
  editing: (heading: string) => `New value of ${heading}`,
  editFailed: 'The correction could not be made',

  corrected: (cells: number) => `${counted(cells, 'cell')} corrected`,
  notJudged: 'Check again to see what becomes of them.',
  undo: (kind: EditStepKind) => `Undo ${steps[kind]}`,
  fill: 'Fill down',
  fillTooMany: (most: number) => `At most ${count(most)} cells can be filled in a filtered list.`,
  replace: 'Find and replace…',
  setRefused: 'Set for refused rows…',
  changed: (cells: number) =>
    cells === 0 ? 'No cell is changed by that.' : `${counted(cells, 'cell')} changed.`,

  column: 'Column',
  allColumns: 'All columns',
  find: 'Find',
  findEmpty: 'Left empty, with “Whole cell”: empty cells.',
  replaceBy: 'Replace by',
  matchCase: 'Match upper and lower case',
  wholeCell: 'Whole cell',
  look: 'What would change?',
  apply: 'Change them',
  value: 'Value for all of them',
  reason: 'Only rows refused because of',
  anyReason: 'Any reason',
  would: (cells: number) =>
    cells === 0 ? 'Nothing would change.' : `${counted(cells, 'cell')} would change, such as:`,
  example: (line: number, before: string, after: string) => `Line ${count(line)}: “${before}” → “${after}”`,
};
