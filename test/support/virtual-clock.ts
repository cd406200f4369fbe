/** A clock that moves only when a test says so. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../workers/clock.ts';

interface Timer {
  at: number;
  run: () => void;
}

export class VirtualClock implements Clock {
  #now: number;
  #timers: Timer[] = [];

  /** @param startsAt ms UTC. */
  constructor(startsAt = Date.UTC(2026, 0, 5, 8)) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves on, runs what becomes due in its order, and lets promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await setImmediate();
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await setImmediate();
    }
    this.#now = end;
  }

  /** Jumps without running anything, as a PC that sleeps: timers that became due run at the next `advance`. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  #due(end: number): Timer | undefined {
    const [first] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    return first;
  }
}
