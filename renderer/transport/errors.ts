/** What may go wrong on the way, told apart, and any error as words for a person. */
import { ORPCError } from '@orpc/client';

/** The engine wants a token that this page does not have. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
}

/** No answer: the engine is not running, is starting again, or hangs. */
export class EngineUnreachable extends Error {
  override readonly name = 'EngineUnreachable';
}

/** Dropped from a program that does not have it on a disk, such as an attachment out of a mail. */
export class FileWithoutPath extends Error {
  override readonly name = 'FileWithoutPath';

  constructor(fileName: string) {
    super(`"${fileName}" is not on a disk of this computer yet. Save it there first, then choose it here.`);
  }
}

export interface ReadableError {
  /** Kebab-case; what scripts match on. */
  code: string;
  message: string;
}

export const unreachableText =
  'The engine does not answer. The console reconnects by itself as soon as it does.';
const refusedText = 'The engine did not accept this page. Open the console again from Dockhand.';
const unexpectedText = 'Something went wrong inside the engine. Its log says more.';

/** Any thrown value as code and message. A message of the engine that is meant for people is kept word for word. */
export function readableError(error: unknown): ReadableError {
  if (error instanceof AccessRefused) return { code: 'access-refused', message: refusedText };
  if (isUnreachable(error)) return { code: 'engine-unreachable', message: unreachableText };
  if (error instanceof ORPCError) return readableRpcError(error);
  if (error instanceof Error && error.message !== '') return { code: 'unexpected', message: error.message };
  return { code: 'unexpected', message: unexpectedText };
}

function readableRpcError(error: ORPCError<string, unknown>): ReadableError {
  const code = (error.data as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return { code, message: error.message };
  if (error.status >= 500) return { code: 'unexpected', message: unexpectedText };
  return { code: error.code.toLowerCase().replaceAll('_', '-'), message: error.message };
}

/** `fetch` reports every failure of the network as a TypeError; a closed port ends its calls as aborted. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof EngineUnreachable || error instanceof TypeError) return true;
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
