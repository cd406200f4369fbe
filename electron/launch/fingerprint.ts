/** Whether `dist/` was built from the sources that lie here: by their content, since times of files lie after a checkout or a copy. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Everything that a build reads, seen from the program's folder. */
const sources = ['electron', 'workers', 'renderer', 'resources/public', 'package.json', 'vite.config.ts'];

/** What a start needs; a build that was cut short lacks one of them. */
const products = [
  'dist/electron/headless.js',
  'dist/electron/main.js',
  'dist/electron/preload.cjs',
  'dist/workers/main.js',
  'dist/renderer/index.html',
];

const stampPath = (root: string) => join(root, 'dist', 'build.json');

/** Hex SHA-256 over names and contents of the sources. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(root, source))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(root: string, path: string): string[] {
  try {
    const entries = readdirSync(join(root, path), { withFileTypes: true });
    return entries
      .filter(({ name }) => !name.endsWith('.md'))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const inner = `${path}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(root, inner) : [inner];
      });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}

/** @param current the fingerprint of the sources as they are now. */
export function isFresh(root: string, current: string): boolean {
  try {
    const stamp = JSON.parse(readFileSync(stampPath(root), 'utf8')) as { sources?: unknown };
    return stamp.sources === current && products.every((path) => readFileSync(join(root, path)).length > 0);
  } catch {
    return false;
  }
}

/**
 * Written last by a build.
 * @param built the fingerprint taken before the build, so that a change made meanwhile leads to another one.
 */
export function writeStamp(root: string, built: string): void {
  mkdirSync(dirname(stampPath(root)), { recursive: true });
  writeFileSync(stampPath(root), `${JSON.stringify({ sources: built })}\n`);
}
