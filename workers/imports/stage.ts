/** Staging: a file is copied into the data folder under its content hash before anything is read from it. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { StagedFile } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { diskFull } from '../store/disk-full.ts';
import type { Store } from '../store/open.ts';
import { isZip, refuseByWhole, refuseKnownKinds, refuseOldContainer } from './file-kind.ts';
import { keepSurvey, stagedPath } from './staged-file.ts';
import { convertBeforehand } from './staged-table.ts';
import { Surveyor, type Survey } from './survey.ts';

/**
 * Copies a file or a stream into `staged/<sha256>` in one pass that hashes and surveys it too. Until the last step there is only
 * a temporary file, which goes away with any failure. The same bytes again are recognised and kept once. Of a workbook the sheet with
 * the table is converted too, so that a damaged one is refused here.
 * @param source path of a file that this machine can read, or its bytes.
 * @param name what the person calls the file; only the part after the last slash is kept.
 * @throws UserError `file-unreadable`, `file-is-folder`, `file-changed`, `file-empty`, `binary-file`, `disk-full`, `upload-cut`,
 * and what is wrong with a workbook: see xlsx/faults.ts.
 */
export async function stageFile(
  store: Pick<Store, 'paths'>,
  source: string | NodeJS.ReadableStream,
  name: string,
  signal?: AbortSignal,
): Promise<StagedFile> {
  const { paths } = store;
  const shown = basename(name.replaceAll('\\', '/')) || 'file';
  const temporary = join(paths.temp, `staging-${randomUUID()}`);
  try {
    const { sha256, survey } =
      typeof source === 'string'
        ? await copyFile(source, temporary, shown, signal)
        : await copy(source, temporary, shown, signal);
    if (await isZip(temporary)) await convertBeforehand(paths, sha256, temporary, shown, signal);
    else {
      await refuseOldContainer(temporary, shown);
      refuseByWhole(survey, shown);
    }
    const target = stagedPath(paths, sha256);
    if (!(await isUsedAgain(target, survey.bytes))) {
      await mkdir(paths.staged, { recursive: true });
      await keepSurvey(paths, sha256, survey);
      await rename(temporary, target);
    }
    return { sha256, name: shown, bytes: survey.bytes };
  } catch (error) {
    throw diskFull(temporary, error) ?? error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A file of this machine, which somebody may be writing at the moment: half a table must not pass for a whole one. */
async function copyFile(path: string, temporary: string, name: string, signal?: AbortSignal) {
  const file = await openForReading(path);
  try {
    const before = await file.stat();
    if (before.isDirectory()) {
      throw new UserError('file-is-folder', `${path} is a folder. Choose a file in it.`);
    }
    if (!before.isFile()) throw new UserError('file-unreadable', `${path} is not a file that can be copied.`);
    const stream = createReadStream('', { fd: file.fd, autoClose: false, highWaterMark: 256 * 1024 });
    const copied = await copy(stream, temporary, name, signal);
    const after = await file.stat();
    if (
      copied.survey.bytes !== after.size ||
      after.size !== before.size ||
      after.mtimeMs !== before.mtimeMs
    ) {
      throw new UserError(
        'file-changed',
        `"${name}" was changed while it was being read. Wait until it is complete and try again.`,
      );
    }
    return copied;
  } finally {
    await file.close();
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    // A named pipe would wait for a writer for ever.
    const kind = await stat(path);
    if (!kind.isFile() && !kind.isDirectory())
      throw new UserError('file-unreadable', `${path} is not a file that can be copied.`);
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? 'there is no such file'
        : code === 'EACCES' || code === 'EPERM'
          ? 'this user may not read it'
          : (error as Error).message;
    throw new UserError('file-unreadable', `${path} cannot be read: ${why}. Check the path and try again.`, {
      cause: error,
    });
  }
}

async function copy(
  source: NodeJS.ReadableStream,
  temporary: string,
  name: string,
  signal?: AbortSignal,
): Promise<{ sha256: string; survey: Survey }> {
  await mkdir(join(temporary, '..'), { recursive: true });
  const hash = createHash('sha256');
  const surveyor = new Surveyor();
  const out = await open(temporary, 'wx');
  try {
    let first = true;
    for await (const chunk of chunksOf(source)) {
      signal?.throwIfAborted();
      if (first) refuseKnownKinds(chunk, name);
      first = false;
      hash.update(chunk);
      surveyor.push(chunk);
      await writeAll(out, chunk);
    }
    // An import will point to these bytes: they are on disk before it can.
    await out.sync();
  } finally {
    await out.close();
  }
  return { sha256: hash.digest('hex'), survey: surveyor.finish() };
}

/** A source that breaks off in the middle is told apart from a failure of our own disk. */
async function* chunksOf(source: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<string | Buffer>;
    try {
      next = await chunks.next();
    } catch (error) {
      throw new UserError(
        'upload-cut',
        'The file could not be read to its end, so nothing was kept. Try again.',
        { cause: error },
      );
    }
    if (next.done === true) return;
    yield typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
  }
}

async function writeAll(out: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await out.write(chunk, at)).bytesWritten;
}

/** Whether the same bytes are there. Their age counts from now: else they could be removed as old before they are imported. */
async function isUsedAgain(path: string, bytes: number): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false;
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
