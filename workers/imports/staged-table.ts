/**
 * The table of a staged file: the file itself where it is text, and of a workbook one sheet, which is converted to text beside it the
 * first time that it is asked for.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { DataPaths } from '../paths.ts';
import { stagedPath, surveyOf } from './staged-file.ts';
import { Surveyor, type Survey } from './survey.ts';
import { isZip } from './file-kind.ts';
import { convertInThread } from './xlsx/converter.ts';
import type { Converted } from './xlsx/convert.ts';
import type { SheetFacts } from './xlsx/sheet-facts.ts';

export interface StagedTable {
  /** Path and size of the text that is read. */
  path: string;
  bytes: number;
  survey: Survey;
  /** Size of the staged file itself. */
  fileBytes: number;
  /** Null for a file of text. */
  sheet: TableSheet | null;
}

export interface TableSheet {
  name: string;
  facts: SheetFacts;
  /** All sheets of the workbook that have cells. */
  sheets: Converted['sheets'];
}

/** Grows whenever a sheet is converted in another way: what was converted before is then made again. */
const conversion = 1;

/**
 * @param sheet its name; left out, the first sheet with a table. Without meaning for text.
 * @throws UserError `file-unknown`, `unknown-sheet`, and what is wrong with the workbook.
 */
export async function stagedTable(
  paths: DataPaths,
  sha256: string,
  name: string,
  sheet?: string,
): Promise<StagedTable> {
  const path = stagedPath(paths, sha256);
  const survey = await surveyOf(paths, sha256);
  const { size } = await stat(path);
  if (!(await isZip(path))) {
    if (sheet !== undefined) {
      throw new UserError('unknown-sheet', `"${name}" is text and has no sheets. Leave the sheet out.`);
    }
    return { path, bytes: size, survey, fileBytes: size, sheet: null };
  }
  const { sheets, index, bytes, facts } = await sheetOf(paths, sha256, name, sheet);
  const chosen = sheets[index]?.name ?? '';
  return {
    path: sheetPath(path, index),
    bytes,
    survey: textSurvey(bytes),
    fileBytes: size,
    sheet: { name: chosen, facts, sheets },
  };
}

/**
 * Converts the sheet with the table while the workbook itself is still a temporary file. Until that is in its place, what lies here
 * counts for nothing.
 */
export async function convertBeforehand(
  paths: DataPaths,
  sha256: string,
  workbook: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  if ((await keptDefault(paths, sha256)) !== null) return;
  await convertAndKeep(paths, sha256, { workbook, name, index: null, signal });
}

async function sheetOf(
  paths: DataPaths,
  sha256: string,
  name: string,
  wanted: string | undefined,
): Promise<Converted> {
  const path = stagedPath(paths, sha256);
  const first =
    (await keptDefault(paths, sha256)) ??
    (await convertOnce(paths, sha256, { workbook: path, name, index: null }));
  if (wanted === undefined) return first;
  const index = sheetNamed(first.sheets, wanted);
  if (index === first.index) return first;
  return (
    (await kept(`${sheetPath(path, index)}.json`, path)) ??
    convertOnce(paths, sha256, { workbook: path, name, index })
  );
}

/** As it is written; else without regard to case and outer blanks, as Excel tells sheets apart. @throws UserError `unknown-sheet` */
function sheetNamed(sheets: Converted['sheets'], wanted: string): number {
  const exact = sheets.findIndex(({ name }) => name === wanted);
  const plain = (text: string) => text.trim().toLowerCase();
  const index = exact === -1 ? sheets.findIndex(({ name }) => plain(name) === plain(wanted)) : exact;
  if (index !== -1) return index;
  const names = sheets.slice(0, 30).map(({ name }) => `"${name}"`);
  throw new UserError(
    'unknown-sheet',
    `The workbook has no sheet "${wanted}". Its sheets are: ${names.join(', ')}${sheets.length > 30 ? ' and more' : ''}.`,
  );
}

interface Wanted {
  workbook: string;
  name: string;
  index: number | null;
  signal?: AbortSignal | undefined;
}

const underWay = new Map<string, Promise<Converted>>();

/** Two questions about the same sheet are answered by one conversion. */
function convertOnce(paths: DataPaths, sha256: string, wanted: Wanted): Promise<Converted> {
  const key = `${paths.staged} ${sha256} ${wanted.index}`;
  const known = underWay.get(key);
  if (known !== undefined) return known;
  const made = convertAndKeep(paths, sha256, wanted).finally(() => underWay.delete(key));
  underWay.set(key, made);
  return made;
}

async function convertAndKeep(
  paths: DataPaths,
  sha256: string,
  { workbook, name, index, signal }: Wanted,
): Promise<Converted> {
  const path = stagedPath(paths, sha256);
  const temporary = join(paths.temp, `sheet-${randomUUID()}`);
  await mkdir(paths.temp, { recursive: true });
  await mkdir(paths.staged, { recursive: true });
  try {
    const order = {
      workbook,
      fileName: name,
      sheet: index,
      target: temporary,
      scratch: `${temporary}.texts`,
    };
    const converted = await convertInThread(order, signal);
    const target = sheetPath(path, converted.index);
    await rename(temporary, target);
    await keep(paths, `${target}.json`, converted);
    if (index === null) await keep(paths, defaultPath(path), converted);
    return converted;
  } finally {
    await rm(temporary, { force: true });
    await rm(`${temporary}.texts`, { force: true });
  }
}

const sheetPath = (path: string, index: number) => `${path}.sheet-${index + 1}`;
const defaultPath = (path: string) => `${path}.workbook.json`;

async function keep(paths: DataPaths, target: string, converted: Converted): Promise<void> {
  const temporary = join(paths.temp, `sheet-${randomUUID()}.json`);
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(JSON.stringify({ conversion, converted }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
}

async function keptDefault(paths: DataPaths, sha256: string): Promise<Converted | null> {
  const path = stagedPath(paths, sha256);
  return kept(defaultPath(path), path);
}

/** Null where it was never made, was made in another way, or is not whole. */
async function kept(path: string, workbook: string): Promise<Converted | null> {
  try {
    const found = JSON.parse(await readFile(path, 'utf8')) as { conversion: unknown; converted: Converted };
    if (found.conversion !== conversion) return null;
    const { size } = await stat(sheetPath(workbook, found.converted.index));
    return size === found.converted.bytes ? found.converted : null;
  } catch {
    // Missing or cut off: it is made again.
    return null;
  }
}

/** What converting makes is known without looking: UTF-8 in lines, and no quotes. */
function textSurvey(bytes: number): Survey {
  return { ...new Surveyor().finish(), bytes, lf: 1 };
}
