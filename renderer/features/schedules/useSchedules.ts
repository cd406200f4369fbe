/** The schedules, asked again whenever one was changed by whomever, or a job began or ended. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useEngine, useStatus } from '../../data/engine.ts';
import { throttle } from '../../data/throttle.ts';

/** Milliseconds between two questions. */
const askAgainEvery = 1000;

export function useSchedules() {
  const { api, queries } = useEngine();
  const status = useStatus();
  const pulse = status === null ? '' : JSON.stringify([status.changes, status.queues]);
  const [refresh] = useState(() =>
    throttle(askAgainEvery, () => void queries.invalidateQueries({ queryKey: api.schedules.list.key() })),
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
  return useQuery(api.schedules.list.queryOptions());
}
