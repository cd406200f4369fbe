/** Running one of the system's printing programs: arguments as they are, no shell, an end in any case. */
import { execFile } from 'node:child_process';
import { UserError } from '../errors.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Far more than a spooler on this machine takes to answer. */
const limitMs = 30_000;
const mostOutput = 16 * 1024 * 1024;

/**
 * @returns also when it failed: the caller knows what its exit code means.
 * @throws UserError `print-system-missing` when there is no such program: nothing was run.
 * @throws Error when it did not end by itself: what it has done is not known.
 */
export function runProgram(program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = {
      timeout: limitMs,
      killSignal: 'SIGKILL',
      maxBuffer: mostOutput,
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    } as const;
    execFile(program, args, options, (error, out, err) => {
      if (error === null) resolve({ code: 0, out, err });
      else if (typeof error.code === 'number') resolve({ code: error.code, out, err });
      else if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(String(error.code)))
        reject(
          new UserError(
            'print-system-missing',
            `Printing needs the program ${program}, which is not here. Install it, or correct the setting.`,
            { cause: error },
          ),
        );
      else reject(new Error(`${program} did not end by itself.`, { cause: error }));
    });
  });
}
