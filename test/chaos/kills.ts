/** What strikes, and when: a plan made from the seed, carried out as the jobs get done, so that work is always under way. */
import { rmSync } from 'node:fs';
import { dataPaths } from '../../workers/paths.ts';
import { isAlive } from '../support/processes.ts';
import type { ChaosEngine } from './engine.ts';
import type { ChaosOptions } from './options.ts';

export type Strike = 'worker' | 'redis' | 'folder' | 'supervisor' | 'api';

export interface PlannedStrike {
  what: Strike;
  /** Share of the jobs that are settled by then, 0 to 1. */
  at: number;
  /** After that, ms: not in step with the end of a job. */
  afterMs: number;
  /** From 0 to below 1: which of the workers. */
  which: number;
}

/** In the order in which they come. */
export function planStrikes(options: ChaosOptions, random: () => number): PlannedStrike[] {
  const counts: [Strike, number][] = [
    ['worker', options.workerKills],
    ['redis', options.redisKills],
    ['folder', options.folderDeletions],
    ['supervisor', options.supervisorKills],
    ['api', options.apiKills],
  ];
  const strikes = counts.flatMap(([what, count]) =>
    Array.from({ length: count }, () => ({
      what,
      at: random() * 0.95,
      afterMs: random() * 300,
      which: random(),
    })),
  );
  return strikes.toSorted((a, b) => a.at - b.at);
}

export interface Struck {
  what: Strike;
  at: number;
  /** The instance of the worker that was killed. */
  instanceId: string | null;
}

/**
 * Carries out one strike; waits until there is something to strike.
 * @returns null for a supervisor that left processes behind: see `leaked`.
 */
export async function strike(
  planned: PlannedStrike,
  engine: ChaosEngine,
  dataDir: string,
): Promise<{ struck: Struck; leaked: number }> {
  if (planned.what === 'supervisor') {
    const at = Date.now();
    const leaked = await engine.killSupervisor();
    await engine.start();
    return { struck: { what: 'supervisor', at, instanceId: null }, leaked };
  }
  if (planned.what === 'folder') {
    const at = Date.now();
    rmSync(dataPaths(dataDir).redis, { recursive: true, force: true });
    return { struck: { what: 'folder', at, instanceId: null }, leaked: 0 };
  }
  const { pid, instanceId } = await target(planned, engine);
  const at = Date.now();
  process.kill(pid, 'SIGKILL');
  return { struck: { what: planned.what, at, instanceId }, leaked: 0 };
}

async function target(
  planned: PlannedStrike,
  engine: ChaosEngine,
): Promise<{ pid: number; instanceId: string | null }> {
  for (;;) {
    const living = (engine.snapshot?.children ?? []).filter(
      ({ role, state }) =>
        state === 'ready' &&
        (planned.what === 'worker' ? role === 'press' || role === 'office' : role === planned.what),
    );
    const chosen = living[Math.floor(planned.which * living.length)];
    if (chosen?.pid && isAlive(chosen.pid)) return { pid: chosen.pid, instanceId: chosen.instanceId };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
