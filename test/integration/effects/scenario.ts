/** What the shared test has to know of a job. */
import type { LetterServer } from '../../fixtures/effects/letter-server.ts';
import type { TestStore } from '../../support/invoice-store.ts';
import type { Store } from '../../../workers/store/open.ts';

export interface World {
  store: Store;
  letters: LetterServer;
}

/**
 * A job as the shared test runs it. Add yours to `scenarios` in every-job.test.ts: real data that gives the job something to do,
 * and a look at everything that it may have done. The test runs the job once undisturbed, then three times at once, then again
 * after a kill at each of its steps, each time in a fresh copy of the data, and compares what `look` sees.
 */
export interface Scenario {
  /** Puts into a new, migrated store what the job needs. @returns the job's payload. */
  prepare(into: TestStore, letters: LetterServer): unknown;
  /** Called once in each copy of the data, for what has to differ between copies. */
  enter?(world: World): void;
  /**
   * Counts the effect and reads the state that it left: rows, files, lines of the ledger, requests. Leave out what may differ from
   * run to run, such as times and ids. JSON.
   */
  look(world: World, payload: never): unknown;
  /** Of what `look` sees after one undisturbed run, at least this: so that a job that does nothing at all does not pass. */
  once: object;
  /** Codes of failures that are in order for some of three runs at once; the state must be right all the same. */
  mayFailAtOnce?: readonly string[];
  /** Does what a person does when a job has failed with `effect-in-doubt`; then the job is run again. */
  decide?(world: World, payload: never): void;
}
