/** The Redis that comes with the program, under `resources/redis/<platform>-<arch>/`. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../../workers/errors.ts';
import { resourcePath } from '../../../workers/paths.ts';

/** `manifest.json` beside the program: what it is, where it is from, and the hash that it must have. */
export interface BundleManifest {
  name: string;
  version: string;
  /** File name of the program in the same folder. */
  file: string;
  /** Lower-case hex of the file's SHA-256. */
  sha256: string;
  /** SPDX expression. */
  licence: string;
}

/**
 * The bundled program, checked. Asar integrity does not cover files under `resources/`, so a changed one is refused here.
 * @returns null when this installation brings none.
 * @throws UserError `redis-damaged` when the program is not the one that the manifest describes.
 */
export async function findBundled(
  folder = resourcePath('redis', `${process.platform}-${process.arch}`),
): Promise<{ path: string; version: string } | null> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const manifest = parseManifest(text);
  const path = manifest === null ? null : join(folder, manifest.file);
  if (manifest === null || path === null || (await sha256Of(path)) !== manifest.sha256) {
    throw new UserError(
      'redis-damaged',
      `The Redis that comes with Dockhand (${folder}) is not the one that was shipped and is not started. Install Dockhand again.`,
    );
  }
  return { path, version: manifest.version };
}

function parseManifest(text: string): BundleManifest | null {
  try {
    const manifest = JSON.parse(text) as Partial<BundleManifest>;
    const plainName = typeof manifest.file === 'string' && /^[\w.-]+$/.test(manifest.file);
    const known = typeof manifest.version === 'string' && typeof manifest.sha256 === 'string';
    return plainName && known ? (manifest as BundleManifest) : null;
  } catch {
    return null;
  }
}

async function sha256Of(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
