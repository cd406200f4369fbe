/** What the shell remembers from one start to the next, in a small file beside the window's profile. Losing it costs nothing. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

const memorySchema = z.object({
  /** Where the window was when it was neither maximised nor minimised. */
  bounds: bounds.nullable().catch(null),
  maximized: z.boolean().catch(false),
  /** A person knows that a closed window does not end the program. */
  knowsTray: z.boolean().catch(false),
});

export type Memory = z.output<typeof memorySchema>;
export type Bounds = z.output<typeof bounds>;

export interface ShellMemory {
  readonly current: Memory;
  change(changes: Partial<Memory>): void;
}

/** Reads the file at the first question, when the profile's folder is known. */
export function setupMemory(): ShellMemory {
  let current: Memory | null = null;
  const path = () => join(app.getPath('userData'), 'shell.json');
  const read = () => (current ??= readMemory(path()));
  return {
    get current() {
      return read();
    },
    change(changes) {
      current = { ...read(), ...changes };
      try {
        // Not awaited anywhere: it happens while windows close and the session ends.
        writeFileSync(`${path()}.tmp`, `${JSON.stringify(current)}\n`, { mode: 0o600 });
        renameSync(`${path()}.tmp`, path());
      } catch {
        // A full disk must not keep a window from closing.
      }
    },
  };
}

/** Whatever the file holds, the rest of it counts. */
function readMemory(path: string): Memory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { bounds: null, maximized: false, knowsTray: false };
  }
}
