/** A staged file and the survey beside it. */
import { createReadStream, existsSync } from 'node:fs';
import { access, readFile, writeFile, rename, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { DataPaths } from '../paths.ts';
import { Surveyor, type Survey } from './survey.ts';

/** Grows whenever the survey's fields change: an older one is then made again. */
const surveyFormat = 2;

/**
 * Path of the staged copy. The hash comes from outside: anything but a hash would be a path of somebody's choosing.
 * @throws UserError `file-unknown`
 */
export function stagedPath(paths: DataPaths, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw unknown();
  return join(paths.staged, sha256);
}

/** Whether the copy is here: it is taken away some time after its last use. @throws UserError `file-unknown` for what is no hash */
export function isKept(paths: DataPaths, sha256: string): boolean {
  return existsSync(stagedPath(paths, sha256));
}

/** @throws UserError `file-unknown` when the copy is not here. */
export function requireKept(paths: DataPaths, sha256: string): void {
  if (!isKept(paths, sha256)) throw unknown();
}

/** The survey of a staged file; made anew when the one beside it is missing. @throws UserError `file-unknown` */
export async function surveyOf(paths: DataPaths, sha256: string): Promise<Survey> {
  const path = stagedPath(paths, sha256);
  await access(path).catch(() => {
    throw unknown();
  });
  const kept = await readFile(surveyPath(path), 'utf8').then(parseSurvey, () => null);
  if (kept !== null) return kept;
  const surveyor = new Surveyor();
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
    surveyor.push(chunk as Buffer);
  const survey = surveyor.finish();
  await keepSurvey(paths, sha256, survey);
  return survey;
}

/** Writes the survey beside the place of the staged copy; whole or not at all. */
export async function keepSurvey(paths: DataPaths, sha256: string, survey: Survey): Promise<void> {
  await mkdir(paths.temp, { recursive: true });
  const temporary = join(paths.temp, `${sha256}.${process.pid}.survey`);
  await writeFile(temporary, JSON.stringify({ format: surveyFormat, survey }));
  await rename(temporary, surveyPath(stagedPath(paths, sha256)));
}

function surveyPath(path: string): string {
  return `${path}.survey.json`;
}

function parseSurvey(text: string): Survey | null {
  const kept = JSON.parse(text) as { format?: unknown; survey: Survey };
  return kept.format === surveyFormat ? kept.survey : null;
}

function unknown(): UserError {
  return new UserError(
    'file-unknown',
    'Dockhand no longer keeps its copy of this file: copies are removed some time after their last use. Choose the file again, so that it is copied anew.',
  );
}
