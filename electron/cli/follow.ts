/** Waiting for work to be settled: over streams that may break off, and never for an engine that cannot do the work. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ImportView, JobView } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ChildSnapshot } from '../../workers/protocol.ts';
import type { ApiClient } from './client.ts';

const againMs = 200;
const troubleEveryMs = 2_000;

const importIsSettled = ({ state }: ImportView) => ['done', 'failed', 'cancelled'].includes(state);
const jobIsSettled = ({ state }: { state: string }) => ['completed', 'failed', 'cancelled'].includes(state);

/** @returns the settled import. @throws UserError `engine-in-trouble` when it cannot become so. */
export function followImport(
  client: ApiClient,
  importId: string,
  onView: (view: ImportView) => void,
): Promise<ImportView> {
  return unlessInTrouble(client, async (signal) => {
    for (;;) {
      for await (const view of await client.imports.watch({ importId }, { signal })) {
        onView(view);
        if (importIsSettled(view)) return view;
      }
      // The stream ended early: the api is stopping, or has been started again.
      const view = await client.imports.get({ importId }, { signal });
      if (importIsSettled(view)) return view;
      await delay(againMs, undefined, { signal });
    }
  });
}

/** @returns the import whose undo has ended. @throws UserError `engine-in-trouble` */
export function followUndo(
  client: ApiClient,
  importId: string,
  onView: (view: ImportView) => void,
): Promise<ImportView> {
  const isSettled = ({ undo }: ImportView) => undo?.state !== 'waiting' && undo?.state !== 'running';
  return unlessInTrouble(client, async (signal) => {
    for (;;) {
      for await (const view of await client.imports.watch({ importId }, { signal })) {
        onView(view);
        if (isSettled(view)) return view;
      }
      const view = await client.imports.get({ importId }, { signal });
      if (isSettled(view)) return view;
      await delay(againMs, undefined, { signal });
    }
  });
}

/** @returns the settled job with its result. @throws UserError `engine-in-trouble` */
export function followJob(
  client: ApiClient,
  id: string,
  onProgress: (fraction: number) => void,
): Promise<JobView> {
  return unlessInTrouble(client, async (signal) => {
    for (;;) {
      for await (const row of await client.jobs.wait({ id }, { signal })) {
        onProgress(row.progress);
        if (jobIsSettled(row)) break;
      }
      const view = await client.jobs.get({ id }, { signal });
      if (jobIsSettled(view)) return view;
      await delay(againMs, undefined, { signal });
    }
  });
}

async function unlessInTrouble<T>(client: ApiClient, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const look = async () => {
    for (;;) {
      await delay(troubleEveryMs, undefined, { signal: over.signal });
      const { engine } = await client.system.status(undefined, { signal: over.signal });
      const trouble = troubleOf(engine?.children ?? []);
      if (trouble !== null) throw trouble;
    }
  };
  try {
    return await Promise.race([work(over.signal), look()]);
  } finally {
    over.abort();
  }
}

/** What makes waiting pointless: no Redis, or nobody left to do the work. */
export function troubleOf(children: readonly ChildSnapshot[]): UserError | null {
  const redis = children.find(({ role, state }) => role === 'redis' && state === 'gave-up');
  const presses = children.filter(({ role }) => role === 'press');
  const noPress = presses.length > 0 && presses.every(({ state }) => state === 'gave-up');
  const culprit = redis ?? (noPress ? presses[0] : undefined);
  if (culprit === undefined) return null;
  const reason = culprit.reasons.at(-1)?.reason ?? 'it does not live';
  return new UserError(
    'engine-in-trouble',
    `The work waits, because ${culprit.name} was given up: ${reason}. What is asked for is kept and goes on when that is mended.`,
  );
}
