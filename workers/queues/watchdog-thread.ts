/** The watchdog's thread: see watchdog.ts. It must not depend on the main thread in anything: that one may be blocked for good. */
import { workerData } from 'node:worker_threads';
import { monotonicMs, slotWidth, type WatchdogData } from './watchdog.ts';

const { slots, dataDir, policies, parentPid } = workerData as WatchdogData;
const table = new BigInt64Array(slots);

const tickMs = 200;
/** A gap this long between two ticks means that the whole process stood still (sleep, SIGSTOP): nobody is to blame for that. */
const standstillMs = 2000n;
/** A supervisor's death is first answered by the main thread, in order. */
const orphanGraceMs = 1200n;

let lastTick = monotonicMs();
/** Time that the process has stood still since the limits in the table were set, as far as known. */
let forgiven = 0n;
let orphanedAt: bigint | null = null;

const ticking = setInterval(() => {
  const now = monotonicMs();
  const gap = now - lastTick;
  lastTick = now;
  if (gap > standstillMs) forgiven = now + gap;
  if (isOrphan()) {
    orphanedAt ??= now;
    if (now - orphanedAt > orphanGraceMs) end();
  }
  if (now < forgiven) return;
  for (let slot = 0; slot < table.length / slotWidth; slot += 1) {
    const limit = Atomics.load(table, slot * slotWidth + 1);
    if (limit !== 0n && now > limit) void endBecauseOf(Number(Atomics.load(table, slot * slotWidth)));
  }
}, tickMs);

/** Not seen on Windows, where an orphan keeps its parent's number; there the loss of the channel has to do. */
function isOrphan(): boolean {
  if (process.ppid !== parentPid) return true;
  try {
    process.kill(parentPid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Writes down that the run was stopped, if the database can be written: the main thread may hold its lock. */
async function endBecauseOf(runNo: number): Promise<never> {
  clearInterval(ticking);
  // Comes too late to be of use, but ends the process even if loading or writing should hang.
  setTimeout(end, 700);
  try {
    // Loaded only now: a thread that holds the database's code all the time costs every worker memory for nothing.
    const { recordOverdue } = await import('./overdue.ts');
    recordOverdue(dataDir, runNo, policies);
  } catch {
    // Then the api records the run as crashed when it learns of this process's end.
  }
  return end();
}

/** From a thread `process.exit` would end the thread alone. */
function end(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable: the process was killed');
}
