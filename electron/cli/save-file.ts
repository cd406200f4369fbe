/** Writing what a command got to a file: whole or not at all, and never over something by half. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../workers/errors.ts';
import { describeError } from './exit.ts';
import type { Output } from './output.ts';

/**
 * Replaces the file when all pieces are there.
 * @returns bytes written. @throws UserError `output-unwritable`
 */
export async function saveFile(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<number> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  try {
    const file = await writing(path, open(temporary, 'wx'));
    let bytes = 0;
    try {
      for await (const piece of pieces) {
        const data = typeof piece === 'string' ? Buffer.from(piece) : piece;
        await writing(path, file.writeFile(data));
        bytes += data.byteLength;
      }
    } finally {
      await file.close();
    }
    await writing(path, rename(temporary, path));
    return bytes;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A failure to write is the person's affair; one of the pieces' source is not. */
async function writing<T>(path: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const words = describeError(error).message.replace(/^.*\.part: /, '');
    throw new UserError('output-unwritable', `${path} cannot be written: ${words}`, { cause: error });
  }
}

/**
 * The same for stdout: a reader gets all of it or, when the source breaks off, nothing.
 * @param fill writes the data to the path that it is given.
 */
export async function printWhole(out: Output, fill: (path: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockhand-out-'));
  try {
    const path = join(folder, 'data');
    await fill(path);
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
      await out.write(chunk as string);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
