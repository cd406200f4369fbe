/** What is wrong with a hot folder, in words. */
import { UserError, type ErrorInfo } from '../../errors.ts';
import { diskFull } from '../../store/disk-full.ts';

const words: Record<string, [code: string, text: string]> = {
  ENOENT: ['hot-folder-missing', 'is not there. Connect its drive, or make it again'],
  ENOTDIR: ['hot-folder-missing', 'is a file, or lies in one. Put a folder in its place'],
  EACCES: ['hot-folder-denied', 'may not be read and written by Dockhand. Give it the right to'],
  EPERM: ['hot-folder-denied', 'may not be read and written by Dockhand. Give it the right to'],
  EROFS: ['hot-folder-read-only', 'can only be read, so files cannot be moved out of it. Make it writable'],
  EEXIST: [
    'hot-folder-blocked',
    'holds a file named "done" or "failed" where a folder of that name is needed. Rename that file',
  ],
  ENAMETOOLONG: ['hot-folder-name', 'holds a file whose name is too long to be moved. Shorten it'],
};

/** @param path the folder. @returns null for what no person can mend. */
export function troubleOf(path: string, error: unknown): ErrorInfo | null {
  const full = diskFull(`${path}/.`, error);
  if (full !== null) return { code: full.code, message: full.message };
  if (error instanceof UserError) return { code: error.code, message: error.message };
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return null;
  const [own, text] = words[code] ?? [
    'hot-folder-unusable',
    `cannot be used at the moment (${code}). Check it`,
  ];
  return { code: own, message: `The hot folder ${path} ${text}. It is looked at again by itself.` };
}
