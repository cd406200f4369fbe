/** How deep the queues are over time: samples that are written when something has changed, read as steps. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  depthNow,
  lastSampleUntil,
  putSample,
  samplesBetween,
  type Depth,
  type DepthSample,
} from '../store/depth-sample.ts';
import type { Store } from '../store/open.ts';

/** An unchanged depth is written again after so long: retention may take the sample before it. */
const repeatMs = 24 * 3_600_000;
/** Samples per turn of the event loop. */
const chunk = 5000;

/** Writes the depth of each queue that differs from what was written last. @returns how many were written. */
export function sampleDepths(store: Store, queues: readonly string[]): number {
  const at = store.clock.now();
  const due = queues
    .map((queue) => ({ queue, sample: { at, ...depthNow(store, queue) } }))
    // A clock that was set back leaves samples that are not yet: they say nothing of now.
    .filter(({ queue, sample }) => isDue(sample, lastSampleUntil(store, queue, at)));
  if (due.length === 0) return 0;
  store.write(
    'system:history',
    () => {
      for (const { queue, sample } of due) putSample(store, queue, sample);
    },
    'normal',
  );
  return due.length;
}

function isDue(now: DepthSample, last: DepthSample | undefined): boolean {
  return last === undefined || now.at - last.at >= repeatMs || !isSame(now, last);
}

/**
 * A queue's depth in a window, as steps: each holds from its time until the next. With more steps than wanted, the window is cut into
 * as many slots, and each has the highest figures that it saw. The depth of this moment is among them, when the window has it.
 * @param from,to ms UTC; `to` is not part of it. @param points at most so many steps, from 1.
 */
export async function depthSteps(
  store: Store,
  queue: string,
  { from, to, points }: { from: number; to: number; points: number },
): Promise<DepthSample[]> {
  const steps = new Steps(from, to, points);
  const before = lastSampleUntil(store, queue, from);
  if (before !== undefined) steps.add({ ...before, at: from });
  for (let after = from; ;) {
    const samples = samplesBetween(store, queue, after, to, chunk);
    for (const sample of samples) steps.add(sample);
    const last = samples.at(-1);
    if (last === undefined || samples.length < chunk) break;
    after = last.at;
    await nextTurn();
  }
  const now = store.clock.now();
  if (now >= from && now < to) steps.add({ at: now, ...depthNow(store, queue) });
  return steps.result();
}

/** Steps as they are while there are few, the highest figures of each slot of the window when there are many. */
class Steps {
  readonly #from: number;
  readonly #slotMs: number;
  readonly #highest: (Depth | undefined)[];
  #exact: DepthSample[] | null = [];
  #last: DepthSample | null = null;

  constructor(from: number, to: number, points: number) {
    this.#from = from;
    this.#slotMs = (to - from) / points;
    this.#highest = Array.from({ length: points });
  }

  /** In the order of time. */
  add(sample: DepthSample): void {
    // After the clock was set back, samples of the time that is yet to come are there.
    if (this.#last !== null && (sample.at < this.#last.at || isSame(sample, this.#last))) return;
    this.#exact = this.#exact !== null && this.#exact.length < this.#highest.length ? this.#exact : null;
    this.#exact?.push(sample);
    this.#holdUntil(this.#slotOf(sample.at));
    this.#raise(this.#slotOf(sample.at), sample);
    this.#last = sample;
  }

  result(): DepthSample[] {
    if (this.#exact !== null) return this.#exact;
    this.#holdUntil(this.#highest.length - 1);
    return this.#highest.flatMap((depth, slot) =>
      depth === undefined ? [] : [{ at: Math.round(this.#from + slot * this.#slotMs), ...depth }],
    );
  }

  #slotOf(at: number): number {
    return Math.min(this.#highest.length - 1, Math.floor((at - this.#from) / this.#slotMs));
  }

  /** What was in the queue stays in it while nothing changes. */
  #holdUntil(slot: number): void {
    if (this.#last === null) return;
    for (let each = this.#slotOf(this.#last.at) + 1; each <= slot; each += 1) this.#raise(each, this.#last);
  }

  #raise(slot: number, { waiting, active, retrying }: Depth): void {
    const before = this.#highest[slot] ?? { waiting: 0, active: 0, retrying: 0 };
    this.#highest[slot] = {
      waiting: Math.max(before.waiting, waiting),
      active: Math.max(before.active, active),
      retrying: Math.max(before.retrying, retrying),
    };
  }
}

function isSame(one: Depth, other: Depth): boolean {
  return one.waiting === other.waiting && one.active === other.active && one.retrying === other.retrying;
}
