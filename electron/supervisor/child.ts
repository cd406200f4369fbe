/** One place in the engine: does what the lifecycle decides, with one timer and at most one process at a time. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../workers/clock.ts';
import { UserError } from '../../workers/errors.ts';
import type { Logger } from '../../workers/log.ts';
import type { ChildRole, ChildSnapshot } from '../../workers/protocol.ts';
import { newLifecycle, transition, type Effect, type Lifecycle, type LifecycleEvent } from './lifecycle.ts';
import type { ChildPolicy } from './policy.ts';

/** What a running process tells. `exited` comes exactly once and last. */
export type ProcessReport =
  | Extract<LifecycleEvent, { type: 'ready' | 'answered' | 'fatal' | 'spoiled' | 'exited' }>
  /** Its number is known now. */
  | { type: 'appeared' };

/** A process as a child drives it, whatever it is made of. */
export interface RunningProcess {
  readonly pid: number | undefined;
  /** The answer is the report `answered`. */
  ping(): void;
  askToStop(graceMs: number): void;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Starts a process. Never throws: what goes wrong is reported, and not before this function has returned. */
export type Launch = (instanceId: string, report: (report: ProcessReport) => void) => RunningProcess;

export interface ChildOptions {
  name: string;
  role: ChildRole | 'redis';
  policy: ChildPolicy;
  launch: Launch;
  clock: Clock;
  /** From 0 to below 1. */
  random: () => number;
  log: Logger;
  /** After every change that a snapshot shows. */
  changed: (child: Child) => void;
  /** The process of this instance is gone. */
  ended: (child: Child, instanceId: string) => void;
}

export class Child {
  readonly name: string;
  readonly role: ChildRole | 'redis';
  readonly #options: ChildOptions;
  #lifecycle: Lifecycle;
  #process: RunningProcess | null = null;
  #instanceId: string | null = null;
  #fatal: UserError | null = null;
  #cancelTimer: () => void = () => {};

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.role = options.role;
    this.#options = options;
    this.#lifecycle = newLifecycle(options.clock.now());
  }

  get state() {
    return this.#lifecycle.state;
  }

  /** Why it was given up, with the code that the child itself gave or `child-gave-up`. */
  get failure(): UserError {
    if (this.#fatal !== null) return this.#fatal;
    const reason = this.#lifecycle.reasons.at(-1)?.reason ?? 'it was not started';
    return new UserError('child-gave-up', `The ${this.name} process cannot be kept running. ${reason}.`);
  }

  snapshot(): ChildSnapshot {
    const { state, since, restarts, reasons } = this.#lifecycle;
    return {
      name: this.name,
      role: this.role,
      state,
      pid: this.#process?.pid ?? null,
      instanceId: this.#instanceId,
      since,
      restarts,
      reasons: [...reasons],
    };
  }

  start(): void {
    this.#handle({ type: 'start' });
  }

  stop(): void {
    this.#handle({ type: 'stop' });
  }

  restart(reason: string): void {
    this.#handle({ type: 'restart', reason });
  }

  #handle(event: LifecycleEvent): void {
    const { clock, random, policy, log, changed } = this.#options;
    const before = this.#lifecycle;
    const [after, effects] = transition(before, event, { now: clock.now(), random, policy });
    this.#lifecycle = after;
    for (const effect of effects) this.#perform(effect);
    if (after.state === before.state && after.reasons === before.reasons) return;
    const reason = after.reasons === before.reasons ? undefined : after.reasons.at(-1)?.reason;
    log.info('child-state', { child: this.name, from: before.state, to: after.state, reason });
    changed(this);
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case 'spawn':
        this.#spawn();
        break;
      case 'ping':
        this.#process?.ping();
        break;
      case 'ask-to-stop':
        this.#process?.askToStop(effect.graceMs);
        break;
      case 'kill':
        this.#process?.kill(effect.signal);
        break;
      case 'wake':
        this.#cancelTimer();
        this.#cancelTimer =
          effect.inMs === null
            ? () => {}
            : this.#options.clock.after(effect.inMs, () => this.#handle({ type: 'woke' }));
        break;
    }
  }

  #spawn(): void {
    const instanceId = randomUUID();
    this.#fatal = null;
    const started = this.#options.launch(instanceId, (report) => {
      if (this.#process !== started) return;
      if (report.type === 'appeared') return this.#options.changed(this);
      if (report.type === 'fatal') this.#fatal = new UserError(report.code, report.message);
      if (report.type === 'exited') {
        this.#process = null;
        this.#instanceId = null;
        this.#options.ended(this, instanceId);
      }
      this.#handle(report);
    });
    this.#process = started;
    this.#instanceId = instanceId;
  }
}
