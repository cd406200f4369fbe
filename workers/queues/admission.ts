/**
 * How many jobs of a queue a process runs, and how many it fetches before their turn. Fetching the next job while the last one is
 * being put down keeps a worker busy during the round trips to Redis. But a job that is held here cannot be run by anybody else; so
 * only where jobs are short are any fetched early, and one whose turn does not come soon goes back to the front of the queue.
 */
import type { Clock } from '../clock.ts';

/** Jobs of one queue that are fetched before one of them can run. */
export const aheadAtMost = 7;
/** Runs of up to this length are short, ms; so many in a row and the next ones are expected to be. */
const shortMs = 5;
const shortInARow = 5;
/** How long a fetched job is held, ms. Well below the time after which an active job without a lease is taken for lost. */
export const heldAtMostMs = 100;

export interface Admission {
  /** A place for a job that is to be fetched; waits for one. @returns false when no more are to be fetched. */
  place(): Promise<boolean>;
  /** A place, if there is one at once. */
  tryPlace(): boolean;
  /** A place was not needed: there was nothing to fetch. */
  giveUpPlace(): void;
  /** The turn of a fetched job, if it comes at once. */
  tryEnter(): boolean;
  /** A fetched job waits for its turn to run. @returns false when it is to go back; its place is free then. */
  enter(): Promise<boolean>;
  /** A job that had entered is over, or did not run after all (null). Its place is free. */
  leave(ranMs: number | null): void;
  /** Fetches no more for now, and gives back what waits; loops that ask for a place wait until `resume`. */
  pause(): void;
  resume(): void;
  readonly paused: boolean;
  /** Fetches no more, and gives back what waits. */
  stop(): void;
}

/** @param concurrency how many jobs may run at once. */
export function createAdmission(concurrency: number, clock: Clock): Admission {
  let stopped = false;
  let paused = false;
  let running = 0;
  let places = 0;
  let shortOnes = 0;
  /** Fetched jobs, and loops that would fetch one, oldest first. */
  const held: ((admitted: boolean) => void)[] = [];
  const seekers: ((found: boolean) => void)[] = [];

  const isRoom = () => !paused && places < concurrency + (shortOnes >= shortInARow ? aheadAtMost : 0);

  function tryPlace(): boolean {
    if (stopped || !isRoom()) return false;
    places += 1;
    return true;
  }

  function freePlace(): void {
    places -= 1;
    admitSeekers();
  }

  function admitSeekers(): void {
    while (seekers.length > 0 && isRoom()) {
      places += 1;
      seekers.shift()?.(true);
    }
  }

  function tryEnter(): boolean {
    if (stopped || paused || running >= concurrency) return false;
    running += 1;
    return true;
  }

  function hold(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (admitted: boolean) => {
        cancel();
        const at = held.indexOf(settle);
        if (at !== -1) held.splice(at, 1);
        if (!admitted) {
          shortOnes = 0;
          freePlace();
        }
        resolve(admitted);
      };
      const cancel = clock.after(heldAtMostMs, () => settle(false));
      held.push(settle);
    });
  }

  return {
    tryPlace,
    tryEnter,
    place() {
      if (stopped) return Promise.resolve(false);
      if (tryPlace()) return Promise.resolve(true);
      return new Promise((resolve) => void seekers.push(resolve));
    },
    giveUpPlace: freePlace,
    enter() {
      if (stopped || paused) {
        freePlace();
        return Promise.resolve(false);
      }
      return tryEnter() ? Promise.resolve(true) : hold();
    },
    leave(ranMs) {
      running -= 1;
      if (ranMs !== null) shortOnes = ranMs <= shortMs ? shortOnes + 1 : 0;
      const next = held[0];
      if (next !== undefined) {
        running += 1;
        next(true);
      }
      freePlace();
    },
    pause() {
      paused = true;
      for (const settle of held.splice(0)) settle(false);
    },
    resume() {
      paused = false;
      admitSeekers();
    },
    get paused() {
      return paused;
    },
    stop() {
      stopped = true;
      for (const settle of held.splice(0)) settle(false);
      for (const seeker of seekers.splice(0)) seeker(false);
    },
  };
}
