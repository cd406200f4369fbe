/** How a job says what keeps its effect from happening twice. README.md, "Effects happen once", says what follows from it. */

/** The effect of a job, whatever runs it how often: every entry of the catalog declares one. */
export type DeclaredEffect<Payload = unknown> = {
  /** Names the effect: jobs with the same key have one effect between them. Stable over versions of the program, as it is stored. */
  key(payload: Payload): string;
} & (LocalEffect | ContentEffect | OutsideEffect);

/** Rows of our own database, which commit with what says that they are there. */
export interface LocalEffect extends Remembered {
  kind: 'local';
  /**
   * `ledger`: the change commits with its row in the ledger (`once`).
   * `checkpoint`: each part of it commits with the place from which the next run goes on.
   * `state`: what is to be done follows from the rows themselves, such as "delete what is too old"; done, nothing is left to do.
   */
  commitsWith: 'ledger' | 'checkpoint' | 'state';
}

/** How long the ledger knows that it was done: for ever, unless it says otherwise. An invoice that was mailed is never mailed again. */
export interface Remembered {
  /**
   * What its keys begin with, up to and with a colon (`label:`), where each names an occasion that only one job and its repetitions are
   * for, such as a request's own id. Then the ledger forgets it once none of them can be run again.
   */
  passing?: `${string}:`;
}

/** A file under a name that its content decides, made aside and renamed: made twice, it is the same file. */
export interface ContentEffect {
  kind: 'content';
}

/** What leaves the machine and cannot be rolled back: mail, print, a request. Goes through `performOutside`. */
export type OutsideEffect = { kind: 'outside' } & InDoubt & Remembered;

/** What to do when it was begun and nobody knows whether it happened. */
export type InDoubt =
  /** The other side takes a second request with the same key for the first, for so many ms after it. Later, a person is asked. */
  | { inDoubt: 'repeat'; withinMs: number }
  /** It may be done twice or not at all: a person looks and decides. */
  | { inDoubt: 'ask' };
