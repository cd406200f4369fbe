/** How a process ended, in words. */
import type { ChildExit } from './spawner.ts';

/** One sentence without a full stop, for the operator; the last error that the process printed goes with it. */
export function exitReason({ code, signal, error, said }: ChildExit): string {
  if (error !== undefined) return `It could not be started: ${error}`;
  const how = signal === null ? `It ended with code ${code ?? 'unknown'}` : `It was ended by ${signal}`;
  return said === undefined || said === '' ? how : `${how}: ${said}`;
}
