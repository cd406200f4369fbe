/** No call of the console waits for ever: what does not stream must answer in time. */
import type { ClientContext, ClientLink } from '@orpc/client';
import { EngineUnreachable } from './errors.ts';

const seconds = 1000;

/** Calls whose answer goes on for as long as somebody listens; they begin with what is known now. */
const streams = new Set([
  'system.watchStatus',
  'imports.watch',
  'imports.rejected',
  'exports.rows',
  'jobs.export',
  'jobs.watch',
  'jobs.wait',
]);

/** Calls that do work before they answer, in ms: a PDF may have to be drawn, a large file hashed. */
const slow: Record<string, number> = { 'invoices.pdf': 90 * seconds, 'files.stage': 10 * 60 * seconds };

/** Milliseconds that a call may take; null for a stream. */
export function deadlineOf(path: readonly string[]): number | null {
  const name = path.join('.');
  if (streams.has(name)) return null;
  return slow[name] ?? 30 * seconds;
}

/** The same link, but a call that outlives its deadline is aborted and fails as unreachable. */
export function withDeadlines(link: ClientLink<ClientContext>): ClientLink<ClientContext> {
  return {
    async call(path, input, options) {
      const deadline = deadlineOf(path);
      if (deadline === null) return link.call(path, input, options);
      const timeout = AbortSignal.timeout(deadline);
      const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
      try {
        return await link.call(path, input, { ...options, signal });
      } catch (error) {
        if (timeout.aborted) throw new EngineUnreachable(`${path.join('.')} took too long`, { cause: error });
        throw error;
      }
    },
  };
}
