/** Asks again for what no stream pushes whenever the pulse tells that something was changed, or that jobs have begun or ended. */
import { useEffect, useState } from 'react';
import { useEngine, useStatus } from './engine.ts';
import { throttle } from './throttle.ts';

/** Milliseconds between two questions. */
const askAgainEvery = 1000;

/** @param key of the queries; the one of the first render counts. */
export function useAskedAgain(key: readonly unknown[]): void {
  const { queries } = useEngine();
  const status = useStatus();
  const pulse = status === null ? '' : JSON.stringify([status.changes, status.queues]);
  const [refresh] = useState(() =>
    throttle(askAgainEvery, () => void queries.invalidateQueries({ queryKey: key })),
  );
  useEffect(() => {
    if (pulse !== '') refresh.request();
  }, [pulse, refresh]);
  useEffect(
    () => () => {
      refresh.stop();
    },
    [refresh],
  );
}
