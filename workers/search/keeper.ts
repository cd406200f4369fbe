/** Looks after the search index in the api child: what has changed is soon found, whether anybody searches or not. */
import { errorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import { repeatedly, type Repeated } from '../repeatedly.ts';
import type { Store } from '../store/open.ts';
import type { SearchDesk } from './desk.ts';

const lookEveryMs = 5000;

/** @param version grows with every change of the database: without one there is nothing to look for. */
export function keepSearchIndex(
  store: Store,
  log: Logger,
  desk: SearchDesk,
  version: () => number,
): Repeated {
  let seen = -1;
  return repeatedly(store.clock, lookEveryMs, async () => {
    try {
      const now = version();
      if (now !== seen && (await desk.freshen()) === 0) seen = now;
    } catch (error) {
      log.warn('search index not looked after', { ...errorInfo(error) });
    }
    return lookEveryMs;
  });
}
