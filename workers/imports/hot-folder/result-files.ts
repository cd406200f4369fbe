/** What is written beside a file of a hot folder when it is over: for programs, for people, and the refused rows. */
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportView } from '../../api/wire.ts';
import type { ErrorInfo } from '../../errors.ts';
import type { HotFileRecord } from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { rejectedRows } from '../rejected.ts';
import { similarRows } from '../row-view.ts';
import { importView } from '../view.ts';
import { beside, partOf } from './move.ts';

export const endings = { result: '.result.json', words: '.result.txt', rejected: '.rejected.csv' };

/**
 * The same again overwrites only its own.
 * @param place where the file will lie.
 * @param here false when it is no longer in the folder as it was taken, so that it does not come to the place.
 * @throws what the file system says.
 */
export async function writeResults(
  store: Store,
  file: HotFileRecord,
  place: string,
  here: boolean,
): Promise<void> {
  const view = file.importId === null ? null : importView(store, file.importId);
  const leftOut = view === null ? null : leftOutAsKnown(store, view);
  const rejected = view !== null && file.state !== 'known' && view.failed + (leftOut?.rows ?? 0) > 0;
  if (rejected) await writeWhole(beside(place, endings.rejected), rejectedRows(store, view.importId));
  if (file.state === 'failed')
    await writeWhole(beside(place, endings.words), [inWords(file, place, rejected)]);
  // Last: a program that waits for it finds the rest.
  await writeWhole(beside(place, endings.result), [
    `${JSON.stringify({ ...resultOf(file, view, place, rejected, leftOut), ...(here ? {} : { movedTo: null }) }, null, 2)}\n`,
  ]);
}

/** Rows that were skipped because the company is known otherwise; null where none were to be. */
function leftOutAsKnown(store: Store, { importId, entity, knownPartners, skipped }: ImportView) {
  if (entity !== 'lead' || knownPartners !== 'skip' || skipped === 0) return null;
  const { knownCustomer, knownCarrier } = similarRows(store, importId);
  return { rows: knownCustomer + knownCarrier, knownCustomer, knownCarrier };
}

function resultOf(
  file: HotFileRecord,
  view: ImportView | null,
  place: string,
  rejected: boolean,
  leftOut: ReturnType<typeof leftOutAsKnown>,
) {
  return {
    dockhand: 'hot-file-result',
    version: 1,
    file: file.name,
    bytes: file.bytes,
    sha256: file.sha256,
    /** done · known · failed */
    state: file.state,
    takenAt: new Date(file.at).toISOString(),
    error: errorOf(file),
    movedTo: basename(place),
    rejected: rejected ? `${basename(place)}${endings.rejected}` : null,
    import: view === null ? null : { ...summary(view), ...(leftOut === null ? {} : { leftOut }) },
  };
}

function summary(view: ImportView) {
  const { importId, entity, state, total, created, updated, unchanged, skipped, failed, warnings } = view;
  return { importId, entity, state, total, created, updated, unchanged, skipped, failed, warnings };
}

function inWords(file: HotFileRecord, place: string, rejected: boolean): string {
  const lines = [`${file.name} was not imported.`, '', errorOf(file)?.message ?? ''];
  if (rejected)
    lines.push('', `The refused rows, each with its reason: ${basename(place)}${endings.rejected}`);
  // Notepad of older Windows needs both.
  return `${lines.join('\r\n')}\r\n`;
}

export function errorOf({ error }: Pick<HotFileRecord, 'error'>): ErrorInfo | null {
  return error === null ? null : (JSON.parse(error) as ErrorInfo);
}

/** Whoever watches the folder never sees half of it. */
async function writeWhole(path: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  // The same name each time: what a killed process has left is used again.
  const temporary = partOf(path);
  try {
    const file = await open(temporary, 'w');
    try {
      for await (const piece of pieces) await file.writeFile(piece);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
