/** Runs jobs: lease, function, deadline, abort, ending. Knows SQLite and nothing of Bull; consumer.ts stands between the two. */
import type { Clock } from '../clock.ts';
import { noDesktop, type Desktop } from '../desktop.ts';
import { UserError } from '../errors.ts';
import { withFields, type LogFields, type Logger } from '../log.ts';
import { siteTenant } from '../store/job-outbox.ts';
import { setBegin } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import { sharedCommit } from '../store/shared-commit.ts';
import { watchForCancels } from './cancel-watch.ts';
import { begin, claim, type Claim, type ClaimedRun } from './claim.ts';
import { startDeadline, timedOut, timeoutOf } from './deadline.ts';
import {
  RunAborted,
  type AnyCatalog,
  type AnyHandlers,
  type AnyJobDefinition,
  type JobContext,
} from './define.ts';
import { endingOfError, endingOfResult, interrupted, notItsTurn, unknownJob, type Ending } from './ending.ts';
import { recordEnding, writeEnding } from './finish.ts';
import { outcomeOf, outcomeOfClaim, type Outcome } from './outcome.ts';
import { readPayload } from './payload.ts';
import { progressReporter } from './progress.ts';
import type { Watchdog } from './watchdog.ts';

/** How long a run may go on after it was told to stop. With the time that it takes to end its process, less than five seconds. */
export const abortGraceMs = 3500;

export interface RunnerOptions {
  store: Store;
  log: Logger;
  catalog: AnyCatalog;
  handlers: AnyHandlers;
  /** Such as `press-1`. */
  worker: string;
  instance: string;
  watchdog: Watchdog;
  /** Left out, there is none. */
  desktop?: Desktop;
  random?: () => number;
  /** A job has not stopped when told: everything is recorded, and this process has to end. */
  exit: (reason: string) => void;
}

export interface Runner {
  /**
   * Runs the job if it is to be run now. Never rejects for anything that the job does.
   * @param turn of a leased job; left out, it is at once.
   */
  take(jobId: string, tenantId: unknown, turn?: Turn): Promise<Outcome>;
  abort(jobId: string, reason: RunAborted): void;
  abortAll(reason: RunAborted): void;
  /** From now on jobs are put back untouched. */
  refuseMore(): void;
  /** This process ends now: what still runs is recorded as handed back, so that it need not be found out later. */
  giveUpLeases(): void;
  /** How many runs are alive. */
  readonly running: number;
  /** Done when no run is alive. */
  idle(): Promise<void>;
}

/** When a leased job may run. Of these, exactly one comes last: `come` with false, `over`, or `missed`. */
export interface Turn {
  /** Whether it comes as soon as the job is leased. */
  comesAtOnce(): boolean;
  /** @returns false when it does not come soon: the job is handed back. */
  come(): Promise<boolean>;
  /** The job's function does not run any more; its end is still to be written down. */
  over(): void;
  /** There was no lease, so no turn is wanted. */
  missed(): void;
}

const atOnce: Turn = { comesAtOnce: () => true, come: () => Promise.resolve(true), over() {}, missed() {} };

interface Live {
  run: ClaimedRun;
  /** None: this version does not know the job. */
  definition: AnyJobDefinition | undefined;
  /** Its function does not run any more. */
  over: boolean;
  /** Told to stop before it began. */
  stopped: RunAborted | null;
  abort: (reason: RunAborted) => void;
  ended: Promise<void>;
}

export function createRunner(options: RunnerOptions): Runner {
  const { store, log, catalog, handlers, worker, instance, watchdog, exit } = options;
  const { clock } = store;
  const random = options.random ?? Math.random;
  const live = new Map<string, Live>();
  /** Leases of this process whose run has not begun: they are not left over either. */
  const leased = new Set<string>();
  const isRunning = (jobId: string) => live.has(jobId) || leased.has(jobId);
  const claimant = { worker, instance, tenantId: siteTenant(store), isRunning };
  const commits = sharedCommit(store, `worker:${worker}`);
  const cancels = watchForCancels(store, live, (jobId) => {
    live.get(jobId)?.abort(new RunAborted('cancelled', 'This job was cancelled.'));
  });
  let refusing = false;

  async function take(jobId: string, tenantId: unknown, turn: Turn = atOnce): Promise<Outcome> {
    let claimed: Claim | null = null;
    try {
      if (!refusing) claimed = await lease(jobId, tenantId, turn);
    } finally {
      if (claimed?.kind !== 'run') turn.missed();
    }
    if (claimed === null) return { kind: 'put-back', afterMs: 0, front: true };
    return claimed.kind === 'run' ? outcomeOf(await runToItsEnd(claimed.run, turn)) : notRun(jobId, claimed);
  }

  /** @returns null when this process has begun to stop in the meantime. */
  async function lease(jobId: string, tenantId: unknown, turn: Turn): Promise<Claim | null> {
    try {
      return await commits.write((tx) => {
        if (refusing) return null;
        const claimed = claim(store, tx, jobId, tenantId, claimant, () => turn.comesAtOnce());
        if (claimed.kind === 'run') leased.add(jobId);
        return claimed;
      });
    } catch (error) {
      leased.delete(jobId);
      throw error;
    }
  }

  function notRun(jobId: string, claimed: Exclude<Claim, { kind: 'run' }>): Outcome {
    if (claimed.kind === 'refused') log.warn('job refused', { jobId, reason: claimed.reason });
    if (claimed.kind === 'settled') log.debug('job already settled', { jobId, state: claimed.state });
    return outcomeOfClaim(claimed);
  }

  async function runToItsEnd(run: ClaimedRun, turn: Turn): Promise<Ending> {
    let markEnded = () => {};
    const ended = new Promise<void>((resolve) => (markEnded = resolve));
    const abort = (reason: RunAborted) => void (entry.stopped ??= reason);
    const entry: Live = { run, definition: catalog[run.key], over: false, stopped: null, abort, ended };
    live.set(run.jobId, entry);
    leased.delete(run.jobId);
    cancels.wake();
    try {
      const ending = await endingInTurn(entry, turn);
      await record(run, ending);
      return ending;
    } finally {
      live.delete(run.jobId);
      markEnded();
    }
  }

  async function endingInTurn(entry: Live, turn: Turn): Promise<Ending> {
    if (!(await turn.come())) return notItsTurn;
    try {
      return await work(entry);
    } finally {
      entry.over = true;
      // Whoever is next is let in before this end is written: so both are written in one commit.
      turn.over();
    }
  }

  /** The job's function under its limits. */
  async function work(entry: Live): Promise<Ending> {
    const { run, definition } = entry;
    const load = handlers[run.key];
    if (definition === undefined || load === undefined) return unknownJob(run.key);
    if (entry.stopped !== null)
      return endingOfError(entry.stopped, entry.stopped, run.attempt, definition, random);
    if (begin(run, clock.now())) markBegun(entry);
    const controller = new AbortController();
    const fields = { jobId: run.jobId, job: run.key, run: run.no, attempt: run.attempt };
    log.info('job started', { ...fields, waitMs: run.waitMs });
    const progress = progressReporter(store, clock, run.jobId, (why) => log.warn('progress not saved', why));
    const stops: (() => void)[] = [() => progress.stop()];
    let reason: RunAborted | null = null;
    try {
      const payload = readPayload(definition, run.payload);
      const timeoutMs = timeoutOf(definition, payload);
      const watched = watchdog.watch(run.no, timeoutMs + abortGraceMs);
      entry.abort = (why) => {
        if (reason !== null) return;
        reason = why;
        log.info('job told to stop', { ...fields, reason: why.code });
        watched.allow(abortGraceMs);
        stops.push(clock.after(abortGraceMs, () => endProcess(run, definition, why)));
        controller.abort(why);
      };
      const deadline = startDeadline(clock, { timeoutMs, counts: definition.timeoutCounts }, () =>
        entry.abort(timedOut(definition, timeoutMs)),
      );
      stops.push(deadline.stop, watched.stop);
      const context: JobContext<never> = {
        jobId: run.jobId,
        payload: payload as never,
        attempt: run.attempt,
        store,
        log: withFields(log, fields),
        signal: controller.signal,
        actor: `job:${run.jobId}`,
        desktop: options.desktop ?? noDesktop,
        progress(fraction, note) {
          deadline.moved();
          if (reason === null) watched.allow(deadline.at - clock.now() + abortGraceMs);
          progress.report(fraction, note);
        },
      };
      const handler = await load();
      const ending = endingOfResult(await handler(context));
      logEnding(log, fields, ending, clock.now() - run.startedAt);
      return ending;
    } catch (error) {
      const ending = endingOfError(error, reason, run.attempt, definition, random);
      progress.flush();
      // Of what nobody foresaw, where it happened is worth knowing.
      if (reason === null && error instanceof Error && !(error instanceof UserError))
        log.warn('job threw', { ...fields, stack: error.stack });
      logEnding(log, fields, ending, clock.now() - run.startedAt);
      return ending;
    } finally {
      for (const stop of stops) stop();
    }
  }

  /** So that its process's end is held against it, and not against those that still wait. What is that short tells it with its end. */
  function markBegun(entry: Live): void {
    const { run } = entry;
    const mark = () => void (entry.over || setBegin(store, run.no, run.startedAt, run.waitMs));
    commits
      .write(mark)
      .then(() => (run.held = entry.over))
      .catch((error: Error) => log.warn('begin of run not recorded', { run: run.no, error: error.message }));
  }

  /** Not recorded, the job would run again though it is done: worth every patience (the disk may be full for a while). */
  async function record(run: ClaimedRun, ending: Ending): Promise<void> {
    for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5000)) {
      try {
        if (!(await commits.write(({ now }) => writeEnding(store, now, run, ending))))
          log.warn('run was ended by others', { jobId: run.jobId, run: run.no });
        return;
      } catch (error) {
        log.error('end of run not recorded', {
          jobId: run.jobId,
          run: run.no,
          error: (error as Error).message,
        });
        await pause(clock, waitMs);
      }
    }
  }

  /** The run ignores its abort. What it is, is written down; the other runs of this process are handed back. */
  function endProcess(run: ClaimedRun, definition: AnyJobDefinition, reason: RunAborted): void {
    log.error('job does not stop, its process ends', { jobId: run.jobId, job: run.key, reason: reason.code });
    try {
      recordEnding(store, run, endingOfError(reason, reason, run.attempt, definition, random));
    } catch (error) {
      log.error('end of run not recorded', { jobId: run.jobId, error: (error as Error).message });
    }
    handBack(run);
    exit(`${run.key} did not stop (${reason.code})`);
  }

  /** Best effort: what is not written is found out by whoever learns of this process's end. */
  function handBack(except: ClaimedRun | null): void {
    commits.flush();
    for (const { run } of live.values()) {
      if (run === except) continue;
      try {
        recordEnding(store, run, interrupted);
      } catch (error) {
        log.error('end of run not recorded', { jobId: run.jobId, error: (error as Error).message });
      }
    }
  }

  return {
    take,
    abort: (jobId, reason) => live.get(jobId)?.abort(reason),
    abortAll(reason) {
      for (const { abort } of live.values()) abort(reason);
    },
    refuseMore: () => void (refusing = true),
    giveUpLeases: () => handBack(null),
    get running() {
      return live.size;
    },
    async idle() {
      while (live.size > 0) await Promise.all([...live.values()].map(({ ended }) => ended));
    },
  };
}

function logEnding(log: Logger, fields: LogFields, ending: Ending, runMs: number): void {
  if (ending.kind === 'completed') log.info('job completed', { ...fields, runMs });
  else {
    const { code, message } = ending.error;
    const level = ending.kind === 'failed' ? 'error' : 'warn';
    log[level](`job ${ending.kind}`, { ...fields, runMs, code, message });
  }
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
