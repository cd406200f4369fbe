/** What is worth a message of the system, by the changes of what the engine and the router say. Pure but for the time that is passed in. */
import type { Status } from '../../workers/api/wire.ts';
import type { EngineSnapshot } from '../../workers/protocol.ts';
import type { Message } from './notify.ts';

/** A batch is one message: it is told when no further failure has come for so long, ms, */
export const quietMs = 3_000;
/** or when the first is so old. */
const longestMs = 30_000;

export interface FailureBatch {
  /** @returns the message that is due. @param now ms. */
  look(openFailures: number, now: number): Message | null;
}

/** Jobs that failed for good since this was made. */
export function failureBatch(): FailureBatch {
  let told: number | null = null;
  let highest = 0;
  let firstAt: number | null = null;
  let lastAt = 0;
  return {
    look(openFailures, now) {
      // What is there at the start is no news; and what was dealt with can be news again.
      if (told === null || openFailures < told) {
        told = highest = openFailures;
        firstAt = null;
      }
      if (openFailures > highest) {
        firstAt ??= now;
        lastAt = now;
      }
      highest = openFailures;
      if (firstAt === null || (now - lastAt < quietMs && now - firstAt < longestMs)) return null;
      const failed = openFailures - told;
      told = openFailures;
      firstAt = null;
      return failed <= 0 ? null : failureMessage(failed);
    },
  };
}

function failureMessage(failed: number): Message {
  return {
    title: failed === 1 ? 'A job has failed for good' : `${failed} jobs have failed for good`,
    body: 'It is not tried again by itself. Click to see what happened.',
    path: '/jobs?state=failed',
  };
}

/** Parts of the engine that were given up since the last look; one message for all of them. */
export function engineNews(before: EngineSnapshot, now: EngineSnapshot): Message | null {
  const wasGivenUp = new Set(givenUp(before));
  const names = givenUp(now).filter((name) => !wasGivenUp.has(name));
  if (names.length === 0) return null;
  return {
    title: `${names.join(' and ')} ${names.length === 1 ? 'does' : 'do'} not run`,
    body: 'It failed again and again and is not started any more. No job is lost. Click to see how the engine is.',
    path: '/',
  };
}

function givenUp({ children }: EngineSnapshot): string[] {
  return children.filter(({ state }) => state === 'gave-up').map(({ name }) => name);
}

/** How many imports have come to an end, as far as the counts tell. */
export function endedImports({ queues }: Status): number {
  const queue = queues.find((each) => each.queue === 'import');
  return queue === undefined ? 0 : queue.completed;
}

export interface DoneImport {
  importId: string;
  fileName: string;
  created: number;
  updated: number;
  failed: number;
}

/** One message for all that ended since the last one; null for none. */
export function importsMessage(done: readonly DoneImport[]): Message | null {
  const [first] = done;
  if (first === undefined) return null;
  if (done.length > 1) {
    return { title: `${done.length} imports are done`, body: done.map(words).join('\n'), path: '/import' };
  }
  return { title: 'Import done', body: words(first), path: `/import/${encodeURIComponent(first.importId)}` };
}

function words({ fileName, created, updated, failed }: DoneImport): string {
  const refused = failed === 0 ? '' : `, ${failed} refused`;
  return `${fileName}: ${created + updated} rows in${refused}`;
}
