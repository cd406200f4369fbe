/**
 * How a staged file is read: as a person says, then as the template lays down, or as such files were read the last time. The file
 * has the last word. The rules are in README.md, "What a template lays down".
 */
import type { DialectChoice, Entity, ReadingChoice } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { rememberedImports } from '../store/import-memory.ts';
import type { TemplateRecord } from '../store/import-template.ts';
import type { Store } from '../store/open.ts';
import { carryMapping, isWhole } from './carried-mapping.ts';
import { encodingOf } from './encoding.ts';
import { examine, type Examination, type FileFormat } from './format.ts';
import { headingsKey } from './headings-key.ts';
import { firstOf, readingWords, said, saysNothing, storedReading } from './reading-choice.ts';
import type { Mapping } from './source.ts';
import { stagedTable, type StagedTable } from './staged-table.ts';
import type { Survey } from './survey.ts';
import { headingsOfTemplate } from './template-use.ts';

export interface ReadingAsked {
  sha256: string;
  name: string;
  /** What a person says. */
  sheet?: string | undefined;
  dialect?: DialectChoice | undefined;
  /** What the file holds; left out, memories of any kind of rows count. */
  entity?: Entity | undefined;
  template: TemplateRecord | null;
  /** What the template lays down and what is remembered of the reading does not count: it is found out. */
  anew?: boolean | undefined;
  /** Headings that were mapped: a row that holds them all is the header. */
  known?: readonly string[];
}

export interface ChosenReading {
  table: StagedTable;
  examination: Examination;
  /** What was laid down and is in force. */
  chosen: ReadingChoice;
  /** What the template lays down and the file contradicts, in a sentence; null where nothing is. */
  contradicted: string | null;
  /** Whether that leaves nothing to read by: the sheet that the template reads is missing. */
  unfit: boolean;
}

/** @throws UserError `file-unknown`, `unknown-sheet` for one that a person named, and what `examine` finds. */
export async function chooseReading(store: Store, asked: ReadingAsked): Promise<ChosenReading> {
  const { template } = asked;
  return template === null ? byMemory(store, asked) : byTemplate(store, asked, template);
}

/** Keys of the headings that such a file shows when nobody says how to read it: by these its reading is remembered. */
export async function plainKeys(
  store: Store,
  { sha256, name }: Pick<ReadingAsked, 'sha256' | 'name'>,
  { table, chosen }: ChosenReading,
): Promise<Map<string, ReadingChoice>> {
  const keys = new Map<string, ReadingChoice>();
  if (saysNothing(chosen)) return keys;
  const note = (of: StagedTable, reading: ReadingChoice) => {
    const plain = plainFormat(of, name);
    if (plain === null) return;
    const { sheet, ...parts } = reading;
    // What is found out all the same, as after a check, need not be laid down for the next file.
    keys.set(headingsKey(plain.headings), isFoundIn(parts, plain) ? said({ sheet }) : reading);
  };
  note(table, said(chosen, 'sheet'));
  if (chosen.sheet !== undefined) note(await stagedTable(store.paths, sha256, name), chosen);
  return keys;
}

/** Null where it cannot be read by itself, or its columns have no names. */
export function plainKey(table: StagedTable, name: string): string | null {
  const plain = plainFormat(table, name);
  return plain === null ? null : headingsKey(plain.headings);
}

function isFoundIn(parts: DialectChoice, plain: FileFormat): boolean {
  return Object.entries(said(parts)).every(([part, value]) => plain[part as keyof DialectChoice] === value);
}

function plainFormat(table: StagedTable, name: string): FileFormat | null {
  try {
    const { format, unnamed } = examined(table, name, [], {});
    // Columns without names are alike in all files: nothing to know one by.
    return unnamed === null ? format : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

async function byTemplate(
  store: Store,
  asked: ReadingAsked,
  template: TemplateRecord,
): Promise<ChosenReading> {
  const laid = asked.anew === true ? {} : storedReading(template.dialect);
  const known = [...(asked.known ?? []), ...headingsOfTemplate(template)];
  const wanted = asked.sheet ?? laid.sheet;
  const found = await tableOr(store, asked, wanted);
  if (found === null) {
    const table = await stagedTable(store.paths, asked.sha256, asked.name);
    const chosen = said(asked.dialect ?? {});
    return {
      table,
      chosen,
      unfit: true,
      examination: examined(table, asked.name, known, chosen),
      contradicted: noSheet(template, laid.sheet ?? '', table),
    };
  }
  const sheet = await sheetChosen(store, asked, found, laid.sheet !== undefined);
  const attempts = attemptsBy(asked.dialect ?? {}, laid, found);
  const { examination, choice } = firstWhole(attempts, template, (choice) =>
    examined(found, asked.name, known, choice),
  );
  const left = contradictedParts(firstOf(asked.dialect ?? {}, laid), choice, found);
  return {
    table: found,
    examination,
    chosen: { ...choice, ...sheet },
    contradicted: saysNothing(left) ? null : otherwise(template, left),
    unfit: false,
  };
}

/** Null where the template's sheet is not there. A text is one table whatever a template says of sheets. */
async function tableOr(
  { paths }: Pick<Store, 'paths'>,
  { sha256, name, sheet }: ReadingAsked,
  wanted: string | undefined,
): Promise<StagedTable | null> {
  try {
    return await stagedTable(paths, sha256, name, wanted);
  } catch (error) {
    const missing = error instanceof UserError && error.code === 'unknown-sheet';
    if (!missing || sheet !== undefined) throw error;
    const first = await stagedTable(paths, sha256, name);
    return first.sheet === null ? first : null;
  }
}

/** From all that is laid down to nothing but what a person says. */
function attemptsBy(own: DialectChoice, laid: ReadingChoice, table: StagedTable): ReadingChoice[] {
  const usable =
    table.sheet === null
      ? said(laid, 'sheet', ...(contradicts(table.survey, laid.encoding) ? (['encoding'] as const) : []))
      : said({ headerLine: laid.headerLine });
  return [firstOf(own, usable), firstOf(own, said(usable, 'headerLine')), said(own)];
}

/** The first by which the file has all columns of the template; else the first by which it can be read at all. */
function firstWhole(
  attempts: readonly ReadingChoice[],
  template: TemplateRecord,
  read: (choice: ReadingChoice) => Examination,
): { examination: Examination; choice: ReadingChoice } {
  const mapping = JSON.parse(template.mapping) as Mapping;
  let usable: { examination: Examination; choice: ReadingChoice } | null = null;
  let failure: unknown = null;
  for (const choice of attempts) {
    try {
      const examination = read(choice);
      const { lost } = carryMapping(template.entity as Entity, mapping, examination.format.headings);
      if (lost.length === 0) return { examination, choice };
      usable ??= { examination, choice };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failure ??= error;
    }
  }
  if (usable === null) throw failure;
  return usable;
}

/** What the bytes themselves say of their encoding goes before what somebody laid down for other files. */
function contradicts(survey: Survey, encoding: ReadingChoice['encoding']): boolean {
  if (encoding === undefined || encodingOf(survey) === encoding) return false;
  if (survey.wide !== null || encoding.startsWith('utf-16')) return true;
  if (survey.ascii) return false;
  // Text that is valid UTF-8 throughout is nothing else. Where it is not, what was laid down may be right.
  return encoding === 'utf-8' || survey.bom === 'utf-8' || survey.invalid === 0;
}

function contradictedParts(wanted: ReadingChoice, used: ReadingChoice, table: StagedTable): ReadingChoice {
  const of = table.sheet === null ? said(wanted, 'sheet') : said({ headerLine: wanted.headerLine });
  return said(of, ...(Object.keys(used) as (keyof ReadingChoice)[]));
}

async function byMemory(store: Store, asked: ReadingAsked): Promise<ChosenReading> {
  const { sha256, name, entity, known = [] } = asked;
  const own = said(asked.dialect ?? {});
  const table = await stagedTable(store.paths, sha256, name, asked.sheet);
  const key = asked.anew === true ? null : plainKey(table, name);
  for (const memory of key === null ? [] : rememberedImports(store, key)) {
    if (entity !== undefined && memory.entity !== entity) continue;
    const reading = storedReading(memory.reading);
    const sheet = asked.sheet ?? reading.sheet;
    if (reading.sheet !== undefined && !sameSheet(reading.sheet, sheet)) continue;
    const there = await tableOr(store, { ...asked, template: null }, sheet);
    if (there === null) continue;
    const choice = firstOf(own, attemptsBy({}, reading, there)[0] ?? {});
    const examination = attempt(() => examined(there, name, known, choice));
    if (examination === null) continue;
    const as = memory.entity as Entity;
    const carried = carryMapping(as, JSON.parse(memory.mapping) as Mapping, examination.format.headings);
    if (!isWhole(as, carried)) continue;
    const laidSheet = await sheetChosen(store, asked, there, false);
    return { ...nothingSaid, table: there, examination, chosen: { ...choice, ...laidSheet } };
  }
  const sheet = await sheetChosen(store, asked, table, false);
  const examination = examined(table, name, known, own);
  return { ...nothingSaid, table, examination, chosen: { ...own, ...sheet } };
}

const nothingSaid = { contradicted: null, unfit: false };

const sameSheet = (one: string, other: string | undefined) =>
  one.trim().toLowerCase() === other?.trim().toLowerCase();

/** A sheet counts as chosen when it is laid down, or another than would be read by itself. */
async function sheetChosen(
  { paths }: Pick<Store, 'paths'>,
  { sha256, name }: ReadingAsked,
  { sheet }: StagedTable,
  laidDown: boolean,
): Promise<Pick<ReadingChoice, 'sheet'>> {
  if (sheet === null) return {};
  const first = (await stagedTable(paths, sha256, name)).sheet?.name;
  return laidDown || sheet.name !== first ? { sheet: sheet.name } : {};
}

function examined(
  { path, survey, sheet }: StagedTable,
  name: string,
  known: readonly string[],
  choice: ReadingChoice,
): Examination {
  return examine(path, survey, name, known, sheet?.name, said(choice, 'sheet'));
}

function attempt<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function noSheet({ name }: TemplateRecord, sheet: string, { sheet: there }: StagedTable): string {
  const names = (there?.sheets ?? []).slice(0, 30).map((each) => `"${each.name}"`);
  return `The template "${name}" reads the sheet "${sheet}", which this workbook has not. Its sheets are: ${names.join(', ')}.`;
}

function otherwise({ name }: TemplateRecord, left: ReadingChoice): string {
  return `The template "${name}" lays down ${readingWords(left)}. This file is written otherwise, and is read as it is.`;
}
