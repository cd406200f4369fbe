/**
 * `npm run chaos -- --jobs N --worker-kills K --redis-kills R --seed S`: real processes, killed at random while they work. Prints
 * one line of JSON; ends with 1 when anything was lost, doubled, given up, left running, run twice at once, or slow to come back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateStore } from '../../workers/store/migrate.ts';
import { openStore, type Store } from '../../workers/store/open.ts';
import { bundledProgram } from '../fixtures/queues/program.ts';
import { processesOn } from '../support/processes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createEffects, setRecorderPort } from './effects.ts';
import { chaosEngine } from './engine.ts';
import { chaosKeys, letterKeys } from './jobs.ts';
import { judge, recoveries, stuck } from './judge.ts';
import { planStrikes, strike, type Struck } from './kills.ts';
import { chaosOptions } from './options.ts';
import { startRecorder } from './recorder.ts';

/** Jobs wanted and not settled yet: enough that every worker always has something. */
const backlog = 60;
/** Nothing was settled for so long: something is stuck. */
const stuckMs = 90_000;
const recoveryLimitMs = 3000;

const options = chaosOptions(process.argv.slice(2));
const random = seededRandom(options.seed);
const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-chaos-'));
const folder = await bundledProgram({
  worker: join(import.meta.dirname, 'worker.ts'),
  supervisor: join(import.meta.dirname, 'supervisor.ts'),
});
const store = openStore({ dataDir });
await migrateStore(store);
createEffects(store);
const recorder = await startRecorder();
setRecorderPort(store, recorder.port);
const engine = chaosEngine(
  { supervisor: join(folder, 'supervisor.js'), worker: join(folder, 'worker.js') },
  dataDir,
);

let wanted = 0;
const wantedIds: string[] = [];
let leaked = 0;
const struck: Struck[] = [];
const strikes = planStrikes(options, random);
const began = Date.now();
await engine.start();
const finished = await untilDone();
await engine.stop();
leaked += processesOn(dataDir).length;
for (const pid of processesOn(dataDir)) process.kill(pid, 'SIGKILL');

const times = recoveries(store, struck);
const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const result = {
  ...judge(store, wantedIds, recorder.letters),
  letters: recorder.letters.size,
  recoveryP95Ms: at(0.95),
  maxLiveRunsPerJob: recorder.mostAlive,
  leakedProcesses: leaked,
  recoveryP50Ms: at(0.5),
  recoveryMaxMs: times.at(-1) ?? 0,
  cutShort: times.length,
  struck: Object.fromEntries(
    Object.entries(Object.groupBy(struck, ({ what }) => what)).map(([what, all]) => [what, all.length]),
  ),
  seed: options.seed,
  seconds: Math.round((Date.now() - began) / 1000),
};
console.log(JSON.stringify(result));
const holds =
  finished &&
  result.lost + result.duplicated + result.failedInfra + result.leakedProcesses === 0 &&
  result.maxLiveRunsPerJob === 1 &&
  result.recoveryP95Ms <= recoveryLimitMs;
if (!holds) console.error(JSON.stringify({ options, unfinished: stuck(store) }, null, 2));
store.close();
await recorder.close();
if (options.keep) console.error(`Kept: ${dataDir}`);
else rmSync(dataDir, { recursive: true, force: true });
process.exit(holds ? 0 : 1);

/** Wants jobs as others get done, and strikes as planned. @returns false when nothing moves any more. */
async function untilDone(): Promise<boolean> {
  let movedAt = Date.now();
  let before = -1;
  for (;;) {
    const { settled, open } = counts(store);
    if (settled !== before) movedAt = Date.now();
    before = settled;
    want(Math.min(options.jobs - wanted, Math.max(0, backlog - open)));
    if (wanted === options.jobs && open === 0 && strikes.length === 0) return true;
    if (Date.now() - movedAt > stuckMs) return false;
    const next = strikes[0];
    if (next !== undefined && settled >= next.at * options.jobs) {
      strikes.shift();
      await new Promise((resolve) => setTimeout(resolve, next.afterMs));
      const done = await strike(next, engine, dataDir);
      struck.push(done.struck);
      leaked += done.leaked;
    } else await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function counts({ raw }: Store): { settled: number; open: number } {
  const counted = raw
    .prepare<[], { settled: number; open: number }>(
      'SELECT count(settled_at) AS settled, count(*) - count(settled_at) AS open FROM outbox',
    )
    .get();
  return counted ?? { settled: 0, open: 0 };
}

function want(count: number): void {
  if (count === 0) return;
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  store.write('user:chaos', (tx) => {
    for (let n = 0; n < count; n += 1) {
      const isLetter = random() < 0.2;
      const [queue = '', name = ''] = pick(isLetter ? letterKeys : chaosKeys).split('/');
      const letter = { ms: Math.floor(random() * 600), letter: String(wanted + n) };
      const work = {
        ms: Math.floor(random() * 300),
        steps: 1 + Math.floor(random() * 3),
        failures: random() < 0.1 ? 1 : 0,
        follow: random() < 0.1 ? pick(chaosKeys) : null,
      };
      const runAt = random() < 0.1 ? Date.now() + random() * 2000 : undefined;
      wantedIds.push(tx.insertOutbox({ queue, name, payload: isLetter ? letter : work, runAt }));
    }
  });
  wanted += count;
}
