/** Staging: a file is copied into the data folder under its content hash before anything is read from it. */
import type { StagedFile } from '../api/wire.ts';
import type { Store } from '../store/open.ts';

/**
 * Copies a file or a stream into `staged/<sha256>`.
 * @param source path of a file that this machine can read, or its bytes.
 * @param name what the person calls the file.
 */
export async function stageFile(
  _store: Store,
  _source: string | NodeJS.ReadableStream,
  _name: string,
  _signal?: AbortSignal,
): Promise<StagedFile> {
  throw new Error('Under construction.');
}
