/** Looks after the search index in the api child: what has changed is soon found, whether anybody searches or not. */
import { errorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { SearchDesk } from './desk.ts';

const lookEveryMs = 5000;

export interface SearchKeeper {
  stop(): Promise<void>;
}

/** @param version grows with every change of the database: without one there is nothing to look for. */
export function keepSearchIndex(
  store: Store,
  log: Logger,
  desk: SearchDesk,
  version: () => number,
): SearchKeeper {
  let stopped = false;
  let cancel = () => {};
  let looking = Promise.resolve();
  let seen = -1;
  const look = async () => {
    try {
      const now = version();
      if (now !== seen && (await desk.freshen()) === 0) seen = now;
    } catch (error) {
      log.warn('search index not looked after', { ...errorInfo(error) });
    }
    if (!stopped) wait();
  };
  const wait = () => {
    cancel = store.clock.after(lookEveryMs, () => {
      looking = look();
    });
  };
  wait();
  return {
    async stop() {
      stopped = true;
      cancel();
      await looking;
    },
  };
}
