/** How a command ends: its exit code, and what is said of an error. */
import { ORPCError } from '@orpc/client';
import { UserError, type ErrorInfo } from '../../workers/errors.ts';

/** For scripts. A signal gives 128 + its number, as a shell would say. */
export const exitCodes = {
  done: 0,
  failed: 1,
  /** Done, but part of it was refused: see the result. */
  partly: 2,
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

/** The person or the system asked the command to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly by: 'SIGHUP' | 'SIGINT' | 'SIGTERM';
  constructor(by: 'SIGHUP' | 'SIGINT' | 'SIGTERM') {
    super(`Ended by ${by}.`);
    this.by = by;
  }
}

/** Any thrown value as code and words, without a stack. */
export function describeError(error: unknown): ErrorInfo {
  if (error instanceof UserError) return { code: error.code, message: error.message };
  if (error instanceof Interrupted) return { code: 'interrupted', message: error.message };
  if (error instanceof ORPCError) return describeRefusal(error as ORPCError<string, unknown>);
  return describeUnforeseen(error);
}

function describeRefusal(error: ORPCError<string, unknown>): ErrorInfo {
  const data = error.data as
    { code?: unknown; issues?: { path?: unknown[]; message?: string }[] } | undefined;
  if (typeof data?.code === 'string') return { code: data.code, message: error.message };
  const issues =
    data?.issues?.map(({ path, message }) => `${(path ?? []).join('.')}: ${message ?? ''}`) ?? [];
  const words = issues.length === 0 ? error.message : `${error.message} (${issues.join('; ')})`;
  return { code: error.code.toLowerCase().replaceAll('_', '-'), message: words };
}

const systemWords: Record<string, string> = {
  ENOENT: 'There is no such file or folder',
  EACCES: 'This user may not use it',
  EPERM: 'This user may not use it',
  ENOSPC: 'The disk is full',
  EISDIR: 'It is a folder, not a file',
  ENOTDIR: 'A part of the path is a file, not a folder',
  EROFS: 'The disk can only be read',
  EEXIST: 'There is something of that name already',
};

function describeUnforeseen(error: unknown): ErrorInfo {
  if (!(error instanceof Error)) return { code: 'unexpected', message: String(error) };
  const { code, path } = error as NodeJS.ErrnoException;
  const words = code === undefined ? undefined : systemWords[code];
  if (code !== undefined && words !== undefined) {
    return { code: code.toLowerCase(), message: path === undefined ? `${words}.` : `${path}: ${words}.` };
  }
  return { code: 'unexpected', message: error.message };
}
