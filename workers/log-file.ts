/**
 * A file that lines are appended to, kept open between them: opening it for each line costs ten times what writing it does. Each line
 * is with the operating system before `append` returns, so that a process that dies the next moment, by whatever, leaves its last words.
 */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** After so long the file is opened anew: somebody may have moved or removed it, and its disk may have come back. */
const reopenAfterMs = 1000;

export interface LogFile {
  /** Writes one line, or nothing when the file cannot be written: never throws. */
  append(line: string): void;
}

/** @param maxBytes a file that has grown beyond this is kept as `NAME.old.log` in place of the one before, and a new one begun. */
export function logFile(path: string, maxBytes: number): LogFile {
  let file: number | null = null;
  let size = 0;
  let openedAt = -Infinity;

  function close(): void {
    if (file !== null) closeSync(file);
    file = null;
  }

  function open(): number {
    close();
    openedAt = performance.now();
    mkdirSync(dirname(path), { recursive: true });
    file = openSync(path, 'a');
    size = fstatSync(file).size;
    return file;
  }

  function current(): number {
    if (file !== null && size > maxBytes) {
      close();
      setAside(path);
    }
    return file === null || performance.now() - openedAt > reopenAfterMs ? open() : file;
  }

  return {
    append(line) {
      try {
        size += writeSync(current(), `${line}\n`);
      } catch {
        // A log that cannot be written must not stop the work.
      }
    },
  };
}

function setAside(path: string): void {
  try {
    renameSync(path, path.replace(/\.log$/, '.old.log'));
  } catch {
    // Somebody has it open (on Windows that is enough): the file grows on.
  }
}
