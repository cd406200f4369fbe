/**
 * The console's built files. Requests are looked up in a list of what is there: no part of a request ever becomes part of a path,
 * so that there is nothing to traverse with.
 */
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface ConsoleFile {
  path: string;
  bytes: number;
  contentType: string;
  /** Its name changes with its content, so that a browser may keep it for ever. */
  hashed: boolean;
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Milliseconds between two looks into the folder: a new build changes the names while the program runs. */
const lookAgainMs = 1000;

export interface ConsoleFiles {
  /** @param pathname as in the request, percent-encoded. */
  find(pathname: string): ConsoleFile | null;
}

/** @param folder such as `dist/renderer`; it may be missing or empty. */
export function consoleFiles(folder: string): ConsoleFiles {
  let files = list(folder);
  let lookedAt = performance.now();
  return {
    find(pathname) {
      const name = pathname === '/' ? '/index.html' : decoded(pathname);
      if (name === null) return null;
      const found = files.get(name);
      if (found !== undefined && isThere(found)) return found;
      if (performance.now() - lookedAt < lookAgainMs) return null;
      files = list(folder);
      lookedAt = performance.now();
      return files.get(name) ?? null;
    },
  };
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function isThere(file: ConsoleFile): boolean {
  return statSync(file.path, { throwIfNoEntry: false })?.size === file.bytes;
}

/** By path below the folder, with a leading slash. Source maps stay at home. */
function list(folder: string): Map<string, ConsoleFile> {
  const found = new Map<string, ConsoleFile>();
  const visit = (path: string, name: string) => {
    for (const entry of entriesOf(path)) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) visit(below, `${name}/${entry.name}`);
      const contentType = contentTypes[extname(entry.name).toLowerCase()];
      if (!entry.isFile() || contentType === undefined) continue;
      found.set(`${name}/${entry.name}`, {
        path: below,
        bytes: statSync(below).size,
        contentType,
        hashed: name === '/assets' && /-[\w-]{8,}\.\w+$/.test(entry.name),
      });
    }
  };
  visit(folder, '');
  return found;
}

function entriesOf(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
