/** Processes that run jobs' functions: a new one for each run that is to be killed, others used again. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Order, Report } from '../../fixtures/effects/child.ts';
import { bundledProgram } from '../../fixtures/queues/program.ts';

/** How a run in a process ended; null when the process was killed. */
export type Ended = Report | null;

const project = join(import.meta.dirname, '..', '..', '..');
let built: Promise<string> | null = null;

function program(): Promise<string> {
  built ??= bundledProgram({
    child: join(project, 'test', 'fixtures', 'effects', 'child.ts'),
    'workers/imports/parse-thread': join(project, 'workers', 'imports', 'parse-thread.ts'),
  }).then((folder) => join(folder, 'child.js'));
  return built;
}

const idle: ChildProcess[] = [];
const started = new Set<ChildProcess>();

async function start(): Promise<ChildProcess> {
  const steps = join(project, 'test', 'fixtures', 'effects', 'steps.ts');
  const child = fork(await program(), {
    execArgv: ['--import', steps],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  started.add(child);
  child.once('exit', () => started.delete(child));
  await once(child, 'message');
  return child;
}

/** Runs the job's function once, in a process of its own. */
export async function runInChild(order: Order): Promise<Ended> {
  const child = idle.pop() ?? (await start());
  const over = new AbortController();
  const ended = Promise.race([
    once(child, 'message', { signal: over.signal }).then(([report]) => report as Report),
    once(child, 'exit', { signal: over.signal }).then(() => null),
  ]);
  child.send(order);
  const report: Ended = await ended;
  over.abort();
  // The step counter is the process's own: one that was counted is not used again.
  if (report === null || order.steps !== undefined) child.kill('SIGKILL');
  else idle.push(child);
  return report;
}

/** Begins a run in a new process and kills that after so many ms, if the run has not ended before. @returns how it ended, and after how many ms. */
export async function runKilled(order: Order, afterMs: number): Promise<{ ended: Ended; ms: number }> {
  const child = await start();
  const gone = once(child, 'exit');
  const over = new AbortController();
  const reported = once(child, 'message', { signal: over.signal }).then(
    ([report]) => report as Report,
    () => null,
  );
  const began = performance.now();
  child.send(order);
  const ended = await Promise.race([
    reported,
    delay(afterMs, null, { signal: over.signal }).catch(() => null),
  ]);
  const ms = performance.now() - began;
  over.abort();
  child.kill('SIGKILL');
  await gone;
  return { ended, ms };
}

/** Has so many processes ready, so that runs begun together do run together. */
export async function warmUp(count: number): Promise<void> {
  const missing = Math.max(0, count - idle.length);
  idle.push(...(await Promise.all(Array.from({ length: missing }, start))));
}

export function endChildren(): void {
  for (const child of started) child.kill('SIGKILL');
  idle.length = 0;
}
