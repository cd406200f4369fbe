import { describe, expect, it } from 'vitest';
import { describeImport, importDocument, progressWords } from '../../../electron/cli/import-report.ts';
import type { ImportView, RowIssue } from '../../../workers/api/wire.ts';

const view: ImportView = {
  importId: 'i1',
  jobId: 'j1',
  entity: 'carrier',
  fileName: 'carriers.csv',
  fileSha256: 'aa',
  fileBytes: 2_000,
  fileKept: true,
  sheet: null,
  dialect: { encoding: 'utf-8', delimiter: ',', quote: null, headerLine: 1 },
  editsId: null,
  mapping: {},
  state: 'done',
  dryRun: false,
  onDuplicate: 'update',
  knownPartners: 'flag',
  total: 1_203,
  created: 1_200,
  updated: 0,
  unchanged: 2,
  skipped: 0,
  failed: 1,
  warnings: 1,
  bytesDone: 1_000,
  rowsPerSecond: 51_234.4,
  createdAt: 0,
  startedAt: 0,
  finishedAt: 2_100,
  error: null,
  createdBy: 'user:clerk',
  undo: null,
  originImportId: null,
};
const issue = (line: number, severity: RowIssue['severity']): RowIssue => ({
  line,
  column: 'DOT',
  code: 'not-a-number',
  message: 'is no number',
  severity,
});

const none = { similar: 0, knownCustomer: 0, knownCarrier: 0, rows: 0 };

describe('what is said of an import', () => {
  it('to programs: counts, and errors apart from warnings', () => {
    expect(importDocument(view, [issue(3, 'warning'), issue(9, 'error')], none)).toEqual({
      importId: 'i1',
      jobId: 'j1',
      state: 'done',
      dryRun: false,
      total: 1_203,
      created: 1_200,
      updated: 0,
      unchanged: 2,
      skipped: 0,
      failed: 1,
      errors: [{ line: 9, column: 'DOT', code: 'not-a-number', message: 'is no number' }],
      warnings: [{ line: 3, column: 'DOT', code: 'not-a-number', message: 'is no number' }],
    });
  });

  it('to people: what happened, the errors first, and what to do with them', () => {
    expect(describeImport(view, [issue(3, 'warning'), issue(9, 'error')], none, 80)).toBe(
      `carriers.csv (2.0 kB) was imported in 2.1 s.
1,203 rows: 1,200 created, 2 unchanged, 1 refused.

LINE  KIND     COLUMN  WHAT IS WRONG
   9  error    DOT     is no number
   3  warning  DOT     is no number
The refused rows as a file: dockhand import errors i1 --out refused.csv`,
    );
  });

  it('names the reason when the file as a whole was refused', () => {
    const error = { code: 'file-changed', message: 'The file was changed.' };
    const failed = { ...view, state: 'failed' as const, total: 0, error };
    expect(describeImport(failed, [], none, 80)).toContain('was not imported: The file was changed.');
    expect(importDocument(failed, [], none)).toMatchObject({ error });
  });

  it('says that a dry run wrote nothing', () => {
    expect(describeImport({ ...view, dryRun: true }, [], none, 80)).toContain('nothing was written');
  });

  it('shows a screenful of errors and counts the others', () => {
    const issues = Array.from({ length: 25 }, (_, line) => issue(line, 'error'));
    expect(describeImport(view, issues, none, 80)).toContain('5 more.');
  });

  it('while it runs', () => {
    expect(progressWords(view)).toBe('Importing carriers.csv: 50 %, 1,203 rows, 51,234 rows/s');
  });

  it('counts the rows that may be about what is known otherwise', () => {
    const similar = { similar: 3, knownCustomer: 1200, knownCarrier: 0, rows: 1202 };
    expect(describeImport(view, [], similar, 80)).toContain(
      'Perhaps duplicates: 1,200 customers already, 3 perhaps another row or record under another key.',
    );
    expect(importDocument(view, [], similar)).toMatchObject({ similar });
  });
});
