import { describe, expect, test } from 'vitest';
import {
  dateQuestion,
  fileAsInspected,
  fileAsRead,
  freshDraft,
  mappingOf,
  questionOf,
  suggestionsFor,
  templateOf,
  unusedHeaders,
  withDateOrder,
  withDialect,
  withSource,
} from '../../../renderer/features/import/draft.ts';
import { firstValues } from '../../../renderer/features/import/mapping/source-values.ts';
import { fractionDone, timeLeft } from '../../../renderer/features/import/progress.ts';
import { texts } from '../../../renderer/features/import/texts.ts';
import { shortHash } from '../../../renderer/format/hash.ts';
import type { ImportView } from '../../../workers/api/wire.ts';

const view = (changes: Partial<ImportView>): ImportView => ({
  importId: 'i',
  jobId: 'j',
  entity: 'customer',
  fileName: 'customers.csv',
  fileSha256: 'ab',
  fileBytes: 1000,
  fileKept: true,
  sheet: null,
  dialect: { encoding: 'utf-8', delimiter: ',', quote: null, headerLine: 1 },
  editsId: null,
  mapping: {},
  state: 'done',
  dryRun: false,
  onDuplicate: 'update',
  knownPartners: 'flag',
  total: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  warnings: 0,
  bytesDone: 1000,
  rowsPerSecond: null,
  createdAt: 0,
  startedAt: 0,
  finishedAt: 1,
  error: null,
  createdBy: 'user:clerk',
  undo: null,
  originImportId: null,
  ...changes,
});

describe('progress', () => {
  test('goes by bytes and is whole only at the end', () => {
    expect(fractionDone(view({ state: 'running', bytesDone: 250 }))).toBe(0.25);
    expect(fractionDone(view({ state: 'running', fileBytes: 0, bytesDone: 0 }))).toBe(0);
    expect(fractionDone(view({ state: 'done', fileBytes: 0, bytesDone: 0 }))).toBe(1);
  });

  test('says what is left at the pace so far, once there is a pace', () => {
    const running = view({ state: 'running', bytesDone: 250, startedAt: 1000 });
    expect(timeLeft(running, 2500)).toBeNull();
    expect(timeLeft(running, 11_000)).toBe(30_000);
    expect(timeLeft(view({ state: 'running', bytesDone: 1, startedAt: 0 }), 60_000)).toBeNull();
    expect(timeLeft(view({ state: 'done' }), 60_000)).toBeNull();
  });
});

describe('the choices for a file', () => {
  const inspection = {
    headers: ['Name', 'DOT', '', '__proto__'],
    preview: [
      ['Blue River', '830331', '', 'x'],
      ['Blue River', '1001665', 'y'],
      [' ', '', ''],
    ],
    mapping: { legalName: 'Name' },
  };

  test('begin with the guess', () => {
    expect(mappingOf(freshDraft, inspection)).toEqual({ legalName: 'Name' });
  });

  test('drop a column that the file does not have', () => {
    const draft = { ...freshDraft, mapping: { legalName: 'Name', usdot: 'Gone' } };
    expect(mappingOf(draft, inspection)).toEqual({ legalName: 'Name' });
  });

  test('put a column to a field and take it away', () => {
    const both = withSource(inspection.mapping, 'usdot', 'DOT');
    expect(both).toEqual({ legalName: 'Name', usdot: 'DOT' });
    expect(withSource(both, 'legalName', null)).toEqual({ usdot: 'DOT' });
    expect(inspection.mapping).toEqual({ legalName: 'Name' });
  });

  test('ask for the order of a date only where the column does not show it, or it was chosen', () => {
    const dates = [
      { field: 'issueDate', shows: null, contradictory: false, example: '03/04/2026' },
      { field: 'dueDate', shows: 'dmy' as const, contradictory: false, example: '03/04/2026' },
    ];
    const mapping = { issueDate: 'Date', dueDate: 'Due' };
    expect(dateQuestion({ dates }, mapping, 'issueDate')).toMatchObject({
      chosen: null,
      example: '03/04/2026',
    });
    expect(dateQuestion({ dates }, mapping, 'dueDate')).toBeNull();
    expect(dateQuestion({ dates }, {}, 'issueDate')).toBeNull();
    const chosen = withDateOrder(mapping, 'dueDate', 'mdy');
    expect(chosen).toEqual({ issueDate: 'Date', dueDate: { column: 'Due', dateOrder: 'mdy' } });
    expect(dateQuestion({ dates }, chosen, 'dueDate')).toMatchObject({ chosen: 'mdy' });
    expect(withDateOrder(chosen, 'dueDate', null)).toEqual(mapping);
    expect(unusedHeaders(['Date', 'Due', 'X'], chosen)).toEqual(['X']);
    expect(unusedHeaders(['Line (import 12)', 'X', 'Error (import 12)'], {})).toEqual(['X']);
    expect(mappingOf({ ...freshDraft, mapping: chosen }, { mapping: {}, headers: ['Due'] })).toEqual({
      dueDate: { column: 'Due', dateOrder: 'mdy' },
    });
  });

  test('ask for the guess, then for a judgement of what was chosen', () => {
    const file = { sha256: 'ab', name: 'x.csv' };
    expect(questionOf(file, freshDraft)).toEqual(file);
    expect(questionOf(file, { ...freshDraft, entity: 'lead' })).toEqual({ ...file, entity: 'lead' });
    const mapping = { company: 'Name' };
    expect(questionOf(file, { ...freshDraft, entity: 'lead', mapping })).toEqual({
      ...file,
      entity: 'lead',
      mapping,
    });
    expect(questionOf(file, { ...freshDraft, mapping })).toEqual(file);
    expect(questionOf(file, { ...freshDraft, sheet: 'West' })).toEqual({ ...file, sheet: 'West' });
  });

  test('offer a column for a field until it is used', () => {
    const suggestions = [
      { field: 'phone', heading: 'Home', why: '' },
      { field: 'email', heading: 'Login', why: '' },
    ];
    expect(suggestionsFor({ suggestions }, {}, 'phone')).toEqual([suggestions[0]]);
    expect(suggestionsFor({ suggestions }, { fax: { column: 'Home' } }, 'phone')).toEqual([]);
  });

  test('name the columns that are not used', () => {
    expect(unusedHeaders(inspection.headers, inspection.mapping)).toEqual(['DOT', '__proto__']);
  });

  test('show different values that are not empty', () => {
    expect(firstValues(inspection, 'Name', 3)).toEqual(['Blue River']);
    expect(firstValues(inspection, 'DOT', 1)).toEqual(['830331']);
    expect(firstValues(inspection, 'None', 3)).toEqual([]);
  });
});

describe('the facts of an import', () => {
  test('name who started it', () => {
    expect(texts.result.facts('Customers', '1 kB', 'Today', 'clerk')).toBe(
      'Customers · 1 kB · Today by clerk',
    );
  });

  test('tell its file by the beginning of the hash', () => {
    expect(shortHash(`0123abcd${'f'.repeat(56)}`)).toBe('0123abcd');
  });
});

describe('the result in a sentence', () => {
  const undone = { state: 'done', jobId: null, undone: 91, kept: 0, at: 1, by: 'user:clerk' } as const;

  test.each([
    [{ total: 91, created: 91 }, 'All 91 rows are in.'],
    [{ total: 91, created: 90, failed: 1 }, '90 of 91 rows are in.'],
    [{ total: 91, unchanged: 91 }, 'Nothing to do: all 91 rows are here already.'],
    [{ total: 91, failed: 91 }, '0 of 91 rows are in.'],
    [{ total: 91, created: 91, undo: undone }, 'All 91 rows were in.'],
    [{ total: 91, created: 90, failed: 1, undo: undone }, '90 of 91 rows were in.'],
    [{ total: 91, dryRun: true }, 'All 91 rows can be imported.'],
    [{ total: 91, dryRun: true, failed: 2 }, '89 of 91 rows can be imported.'],
    [{ total: 0 }, 'The file has no rows.'],
    [{ entity: 'invoice', total: 830, created: 830 }, 'All 830 invoices are in.'],
  ] satisfies [Partial<ImportView>, string][])('%j', (changes, sentence) => {
    expect(texts.result.doneTitle(view(changes))).toBe(sentence);
  });

  test('names warnings beside it', () => {
    expect(texts.result.doneText(view({ total: 91, created: 91, warnings: 1 }))).toBe(
      '1 warning to look at, below.',
    );
    expect(texts.result.doneText(view({ total: 91, created: 91 }))).toBeNull();
  });
});

describe('how a file is written', () => {
  test('is asked for only as far as it was chosen, and a choice is given back to be found out', () => {
    const file = { sha256: 'ab', name: 'a.csv' };
    expect(questionOf(file, freshDraft)).toEqual(file);
    const chosen = withDialect({ ...freshDraft, mapping: { usdot: 'Gone' } }, 'delimiter', ';');
    expect(chosen.mapping).toBeNull();
    expect(questionOf(file, chosen)).toEqual({ ...file, dialect: { delimiter: ';' } });
    expect(questionOf(file, withDialect(chosen, 'delimiter', undefined))).toEqual(file);
    expect(questionOf(file, withDialect(freshDraft, 'quote', null))).toEqual({
      ...file,
      dialect: { quote: null },
    });
  });

  test('is the same again for a file that was imported; of a sheet it is only the row of the header', () => {
    const dialect = { encoding: 'utf-8', delimiter: ';', quote: null, headerLine: 3 } as const;
    expect(fileAsRead(view({ dialect }))).toEqual({ sha256: 'ab', name: 'customers.csv', dialect });
    expect(fileAsRead(view({ sheet: 'East', dialect: { ...dialect, sheet: 'East' } }))).toEqual({
      sha256: 'ab',
      name: 'customers.csv',
      sheet: 'East',
      dialect: { headerLine: 3 },
    });
  });

  test('is for all rows as the inspection found it, whoever chose that', () => {
    const file = { sha256: 'ab', name: 'a.csv', bytes: 9 };
    const dialect = { encoding: 'windows-1252', delimiter: ';', quote: '"', headerLine: 4 } as const;
    expect(fileAsInspected({ file, dialect })).toEqual({ sha256: 'ab', name: 'a.csv', dialect });
    expect(fileAsInspected({ file, dialect: { ...dialect, sheet: 'East' } })).toEqual({
      sha256: 'ab',
      name: 'a.csv',
      sheet: 'East',
      dialect: { headerLine: 4 },
    });
  });

  test('is kept in a template as far as it was laid down', () => {
    const choices = { entity: 'customer', mapping: { name: 'Name' }, onDuplicate: 'merge' } as const;
    const chosen = { delimiter: ';', headerLine: 4 } as const;
    expect(templateOf({ headers: ['Name'], chosen }, choices)).toEqual({
      ...choices,
      headings: ['Name'],
      dialect: chosen,
    });
  });

  test('is kept with what becomes of known partners, for leads only', () => {
    const choices = { mapping: {}, onDuplicate: 'update', knownPartners: 'skip' } as const;
    const kept = (entity: 'lead' | 'customer') =>
      templateOf({ headers: [], chosen: {} }, { ...choices, entity }).knownPartners;
    expect([kept('lead'), kept('customer')]).toEqual(['skip', undefined]);
  });
});
