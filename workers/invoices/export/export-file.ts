/** The file of an export: written in pieces, known by its content, whole or not there. Cleaned up after a day. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataPaths } from '../../paths.ts';
import { diskFull } from '../../store/disk-full.ts';

export type ExportFormat = 'pdf' | 'zip';

export interface ExportFile {
  sha256: string;
  bytes: number;
}

export function exportPath(paths: DataPaths, sha256: string, format: ExportFormat): string {
  return join(paths.temp, `export-${sha256}.${format}`);
}

/**
 * Two at once, or a kill at any moment, leave a whole file or none.
 * @throws UserError `disk-full`; whatever the pieces throw.
 */
export async function writeExport(
  paths: DataPaths,
  format: ExportFormat,
  pieces: AsyncIterable<Uint8Array>,
): Promise<ExportFile> {
  await mkdir(paths.temp, { recursive: true });
  const part = join(paths.temp, `export-part-${process.pid}-${randomUUID()}`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(part, 'wx');
    try {
      for await (const piece of pieces) {
        await file.writeFile(piece);
        hash.update(piece);
        bytes += piece.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = hash.digest('hex');
    await rename(part, exportPath(paths, sha256, format));
    return { sha256, bytes };
  } catch (error) {
    await rm(part, { force: true });
    throw diskFull(part, error) ?? error;
  }
}
