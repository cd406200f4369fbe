/**
 * What the guarantees cost: jobs that do nothing, through bare Bull and through one real press worker (lease, history, limits, log,
 * SQLite on disk), in turns on the same machine. The press worker has to come to 85 % of bare Bull.
 * And what the engine asks of Redis when there is nothing to do, as it is and with eight queues; and what a look at all queues costs.
 */
import { parseArgs } from 'node:util';
import { bundle } from '../bundle.ts';
import { contend, type Measured } from './contend.ts';
import { idleEight, idleProgram } from './idle.ts';
import { snapshotCost } from './snapshot.ts';

const wantedRatio = 0.85;
/** Of the press queues in the catalog; what is demanded holds there. Ten is for information. */
const concurrencies = [1, 10];
/** Of a whole engine with nothing to do. */
const allowedIdleCommandsPerSecond = 10;
const idleMs = 60_000;
const waitingJobs = 10_000;
/** Of a look at all queues: the answer says how many wait, and does not bring them along. */
const allowedSnapshotBytes = 2000;

/** Options: `--jobs N` in a lap (5,000), `--rounds N` (5). */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { jobs: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '5' } },
  });
  const jobs = Number(values.jobs);
  const rounds = Number(values.rounds);
  const [bare = '', press = '', eightQueues = ''] = await bundle([
    'test/bench/queue/bare.ts',
    'test/bench/queue/press.ts',
    'test/bench/queue/eight-queues.ts',
    'workers/queues/watchdog-thread.ts',
    'workers/store/integrity-thread.ts',
  ]);
  const results = [];
  for (const concurrency of concurrencies) {
    const race = { jobs, warm: Math.ceil(jobs / 5), concurrency };
    const laps: Record<'bare' | 'press', Measured[]> = { bare: [], press: [] };
    for (let round = 0; round < rounds; round += 1) {
      laps.bare.push(await contend('bare', bare, race));
      laps.press.push(await contend('press', press, race));
      console.log(
        `concurrency ${concurrency}, round ${round + 1}: bare ${laps.bare.at(-1)?.jobsPerSecond} jobs/s, press ${laps.press.at(-1)?.jobsPerSecond} jobs/s`,
      );
    }
    const medians = { bare: medianOf(laps.bare), press: medianOf(laps.press) };
    const ratio = Math.round((medians.press.jobsPerSecond / medians.bare.jobsPerSecond) * 100) / 100;
    results.push({ concurrency, ratio, ...medians });
  }
  const [program, eight] = await Promise.all([idleProgram(idleMs), idleEight(idleMs, eightQueues)]);
  const snapshot = await snapshotCost(waitingJobs);
  const ok =
    [program, eight].every(({ commandsPerSecond }) => commandsPerSecond <= allowedIdleCommandsPerSecond) &&
    snapshot.roundTrips === 1 &&
    snapshot.bytes <= allowedSnapshotBytes &&
    results.every(({ concurrency, ratio }) => concurrency !== 1 || ratio >= wantedRatio);
  console.log(
    JSON.stringify({ bench: 'queue', jobs, rounds, ok, idle: { program, eight }, snapshot, results }),
  );
  if (!ok) process.exitCode = 1;
}

function medianOf(laps: readonly Measured[]): Measured {
  const median = (of: keyof Measured) =>
    laps.map((lap) => lap[of]).toSorted((a, b) => a - b)[Math.floor(laps.length / 2)] ?? NaN;
  return {
    jobsPerSecond: median('jobsPerSecond'),
    cpuMicrosPerJob: median('cpuMicrosPerJob'),
    redisCpuMicrosPerJob: median('redisCpuMicrosPerJob'),
    redisCommandsPerJob: median('redisCommandsPerJob'),
  };
}
