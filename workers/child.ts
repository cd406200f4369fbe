/** What every child process has once it is configured, whatever its role. */
import type { Desktop } from './desktop.ts';
import type { Logger } from './log.ts';
import type { ChildConfig, FromChild } from './protocol.ts';
import type { Store } from './store/open.ts';

export interface ChildContext {
  readonly config: ChildConfig;
  readonly store: Store;
  readonly log: Logger;
  /** To the supervisor; dropped when it is gone. */
  send: (message: FromChild) => void;
  /** What the program around this process can do for it. */
  readonly desktop: Desktop;
}
