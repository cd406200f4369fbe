/** The state machine of a child, as README.md tells it. Pure: nothing here starts, ends or waits for anything. */
import type { ChildState } from '../../workers/protocol.ts';
import type { ChildPolicy } from './policy.ts';

/** Reasons kept for the operator. */
const reasonsKept = 10;

/** What comes after *stopping*, once the process is gone. */
type AfterStop = 'stopped' | 'starting' | 'backing-off' | 'gave-up';

/** The steps of ending a process. */
type StopStep = 'asked' | 'terminated' | 'killed';

export interface Lifecycle {
  readonly state: ChildState;
  /** Ms UTC of the last change of state. */
  readonly since: number;
  /** Starts after the first. */
  readonly restarts: number;
  /** Newest last. */
  readonly reasons: readonly { at: number; reason: string }[];
  /** Ms UTC of the failures that may still count towards the crash limit. */
  readonly crashes: readonly number[];
  /** Failures in a row, without a stable time in between. */
  readonly failures: number;
  /** Ms in *starting* or *ready*, summed up by ticks. */
  readonly elapsedMs: number;
  /** Ms since the last answer, summed up by ticks. */
  readonly silentMs: number;
  readonly tickedAt: number;
  /** Whether there was ever a process: the first start is no restart. */
  readonly begun: boolean;
  readonly afterStop: AfterStop;
  readonly stopStep: StopStep;
  /** Why the process is about to end, when that is known better than by its exit. */
  readonly verdict: string | null;
}

interface Exit {
  reason: string;
  blameless?: boolean;
}

export type LifecycleEvent =
  /** Somebody wants it to run. */
  | { type: 'start' }
  /** Somebody wants it not to run. */
  | { type: 'stop' }
  /** It works, but has to begin anew: ended gently, and no failure. */
  | { type: 'restart'; reason: string }
  /** It runs and is of no use any more: killed, and a failure. */
  | { type: 'spoiled'; reason: string }
  | { type: 'ready' }
  | { type: 'answered' }
  /** The child says that trying again will not help. */
  | { type: 'fatal'; code: string; message: string }
  /** `blameless`: for want of something that has only to be waited for, such as space on the disk. */
  | ({ type: 'exited' } & Exit)
  /** The time asked for by the last `wake` is over. */
  | { type: 'woke' };

export type Effect =
  | { do: 'spawn' }
  | { do: 'ping' }
  | { do: 'ask-to-stop'; graceMs: number }
  | { do: 'kill'; signal: 'SIGTERM' | 'SIGKILL' }
  /** Replaces the one timer of the child; null cancels it. */
  | { do: 'wake'; inMs: number | null };

export interface Circumstances {
  /** Ms UTC. */
  now: number;
  /** From 0 to below 1; asked only for the pause before a restart. */
  random: () => number;
  policy: ChildPolicy;
}

type Step = readonly [Lifecycle, readonly Effect[]];

export function newLifecycle(now: number): Lifecycle {
  return {
    state: 'stopped',
    since: now,
    restarts: 0,
    reasons: [],
    crashes: [],
    failures: 0,
    elapsedMs: 0,
    silentMs: 0,
    tickedAt: now,
    begun: false,
    afterStop: 'stopped',
    stopStep: 'asked',
    verdict: null,
  };
}

/** The next state, and what has to be done for it. An event that means nothing in a state changes nothing. */
export function transition(child: Lifecycle, event: LifecycleEvent, at: Circumstances): Step {
  switch (event.type) {
    case 'start':
      return onStart(child, at);
    case 'stop':
      return onStop(child, at);
    case 'restart':
      return onRestart(child, event.reason, at);
    case 'spoiled':
      return onSpoiled(child, event.reason, at);
    case 'ready':
      return child.state === 'starting' ? becomeReady(child, at) : [child, []];
    case 'answered':
      return [{ ...child, silentMs: 0 }, []];
    case 'fatal':
      return onFatal(child, event.message, at);
    case 'exited':
      return onExit(child, event, at);
    case 'woke':
      return onWake(child, at);
    default:
      return event satisfies never;
  }
}

/** Whether there is (or may be) a process in this state. */
export function hasProcess(state: ChildState): boolean {
  return state === 'starting' || state === 'ready' || state === 'unresponsive' || state === 'stopping';
}

function onStart(child: Lifecycle, at: Circumstances): Step {
  switch (child.state) {
    case 'stopped':
    case 'gave-up':
      return begin({ ...child, crashes: [], failures: 0 }, at);
    case 'backing-off':
      return begin(child, at);
    case 'stopping':
      return [{ ...child, afterStop: 'starting' }, []];
    default:
      return [child, []];
  }
}

function onStop(child: Lifecycle, at: Circumstances): Step {
  switch (child.state) {
    case 'starting':
    case 'ready':
      return askToStop({ ...child, afterStop: 'stopped' }, at);
    case 'unresponsive':
      return [enter({ ...child, afterStop: 'stopped', stopStep: 'killed' }, 'stopping', at), []];
    case 'stopping':
      return [{ ...child, afterStop: 'stopped' }, []];
    default:
      return [enter(child, 'stopped', at), [{ do: 'wake', inMs: null }]];
  }
}

function onRestart(child: Lifecycle, reason: string, at: Circumstances): Step {
  if (child.state !== 'starting' && child.state !== 'ready') return [child, []];
  return askToStop({ ...withReason(child, reason, at), afterStop: 'starting' }, at);
}

function onSpoiled(child: Lifecycle, reason: string, at: Circumstances): Step {
  if (child.state !== 'starting' && child.state !== 'ready') return [child, []];
  const spoiled: Lifecycle = { ...child, afterStop: 'backing-off', verdict: reason };
  return killUntilGone(enter(spoiled, 'stopping', at), at);
}

function onFatal(child: Lifecycle, message: string, at: Circumstances): Step {
  if (child.state !== 'starting' && child.state !== 'ready') return [child, []];
  // It ends by itself as a rule: one limit to do so, then SIGTERM.
  const doomed: Lifecycle = { ...child, afterStop: 'gave-up', stopStep: 'asked', verdict: message };
  return [enter(doomed, 'stopping', at), [{ do: 'wake', inMs: at.policy.killAfterMs }]];
}

function onExit(child: Lifecycle, exit: Exit, at: Circumstances): Step {
  switch (child.state) {
    case 'starting':
    case 'ready':
    case 'unresponsive':
      return fail(child, exit, at);
    case 'stopping':
      return afterStop(child, exit, at);
    default:
      return [child, []];
  }
}

function afterStop(child: Lifecycle, exit: Exit, at: Circumstances): Step {
  if (child.afterStop === 'starting') return begin(child, at);
  if (child.afterStop === 'backing-off') return fail(child, exit, at);
  const told = child.verdict === null ? child : withReason(child, child.verdict, at);
  return [enter({ ...told, verdict: null }, child.afterStop, at), [{ do: 'wake', inMs: null }]];
}

/** A process ended without being asked to: pause, or no further try. */
function fail(child: Lifecycle, exit: Exit, at: Circumstances): Step {
  const { now, policy } = at;
  const recent = child.crashes.filter((time) => now - time < policy.crashWindowMs);
  const crashes = exit.blameless === true ? recent : [...recent, now];
  const failed: Lifecycle = {
    ...withReason(child, child.verdict ?? exit.reason, at),
    crashes,
    failures: child.failures + 1,
    verdict: null,
  };
  if (crashes.length >= policy.crashLimit) {
    return [enter(failed, 'gave-up', at), [{ do: 'wake', inMs: null }]];
  }
  const pause = Math.floor(at.random() * backoffLimit(failed.failures, policy));
  return [enter(failed, 'backing-off', at), [{ do: 'wake', inMs: pause }]];
}

/** Upper limit in ms of the pause after so many failures in a row. */
export function backoffLimit(failures: number, policy: ChildPolicy): number {
  return Math.min(policy.backoffCapMs, policy.backoffBaseMs * 2 ** Math.max(0, failures - 1));
}

function onWake(child: Lifecycle, at: Circumstances): Step {
  switch (child.state) {
    case 'backing-off':
      return begin(child, at);
    case 'starting':
      return tickStarting(tick(child, at), at);
    case 'ready':
      return tickReady(tick(child, at), at);
    case 'unresponsive':
      return killUntilGone(child, at);
    case 'stopping':
      return child.stopStep === 'asked' ? terminate(child, at) : killUntilGone(child, at);
    default:
      return [child, []];
  }
}

/** Adds the time since the last tick, but never more than two intervals: what is beyond was sleep or a clock being set. */
function tick(child: Lifecycle, { now, policy }: Circumstances): Lifecycle {
  const passed = Math.min(Math.max(0, now - child.tickedAt), 2 * policy.pingEveryMs);
  return {
    ...child,
    tickedAt: now,
    elapsedMs: child.elapsedMs + passed,
    silentMs: child.silentMs + passed,
  };
}

function tickStarting(child: Lifecycle, at: Circumstances): Step {
  const { startLimitMs, pingEveryMs } = at.policy;
  if (child.elapsedMs < startLimitMs) return [child, [{ do: 'wake', inMs: pingEveryMs }]];
  return hang(child, `It was not ready within ${seconds(startLimitMs)}`, at);
}

function tickReady(child: Lifecycle, at: Circumstances): Step {
  const { silenceLimitMs, pingEveryMs, stableAfterMs } = at.policy;
  if (child.silentMs >= silenceLimitMs) {
    return hang(child, `It did not answer for ${seconds(silenceLimitMs)}`, at);
  }
  const steady = child.elapsedMs >= stableAfterMs ? { ...child, failures: 0 } : child;
  return [steady, [{ do: 'ping' }, { do: 'wake', inMs: pingEveryMs }]];
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function begin(child: Lifecycle, at: Circumstances): Step {
  const fresh: Lifecycle = {
    ...child,
    restarts: child.restarts + (child.begun ? 1 : 0),
    begun: true,
    elapsedMs: 0,
    silentMs: 0,
    tickedAt: at.now,
    verdict: null,
  };
  return [enter(fresh, 'starting', at), [{ do: 'spawn' }, { do: 'wake', inMs: at.policy.pingEveryMs }]];
}

function becomeReady(child: Lifecycle, at: Circumstances): Step {
  const ready: Lifecycle = { ...child, elapsedMs: 0, silentMs: 0, tickedAt: at.now };
  return [enter(ready, 'ready', at), [{ do: 'ping' }, { do: 'wake', inMs: at.policy.pingEveryMs }]];
}

function hang(child: Lifecycle, verdict: string, at: Circumstances): Step {
  return killUntilGone(enter({ ...child, verdict }, 'unresponsive', at), at);
}

function askToStop(child: Lifecycle, at: Circumstances): Step {
  const { drainMs } = at.policy;
  return [
    enter({ ...child, stopStep: 'asked' }, 'stopping', at),
    [
      { do: 'ask-to-stop', graceMs: drainMs },
      { do: 'wake', inMs: drainMs },
    ],
  ];
}

function terminate(child: Lifecycle, at: Circumstances): Step {
  return [
    { ...child, stopStep: 'terminated' },
    [
      { do: 'kill', signal: 'SIGTERM' },
      { do: 'wake', inMs: at.policy.killAfterMs },
    ],
  ];
}

/** A process in the middle of a system call does not go at once, so this is repeated. */
function killUntilGone(child: Lifecycle, at: Circumstances): Step {
  return [
    { ...child, stopStep: 'killed' },
    [
      { do: 'kill', signal: 'SIGKILL' },
      { do: 'wake', inMs: at.policy.killAfterMs },
    ],
  ];
}

function enter(child: Lifecycle, state: ChildState, { now }: Circumstances): Lifecycle {
  return child.state === state ? child : { ...child, state, since: now };
}

function withReason(child: Lifecycle, reason: string, { now }: Circumstances): Lifecycle {
  return { ...child, reasons: [...child.reasons, { at: now, reason }].slice(-reasonsKept) };
}
