/** A time: short to read, exact on hover, machine-readable. */
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { ago, dateTime } from '../format/time.ts';

/** The time now in ms UTC, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(
    () => {
      setNow(Date.now());
    },
    everyMs,
    { autoInvoke: true },
  );
  return now;
}

/** @param at ms UTC. */
export function Moment({ at }: { at: number }) {
  const now = useNow(30_000);
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString('en-US')}>
      {ago(at, Math.max(now, at))}
    </time>
  );
}

/** Without "ago", for columns that are compared. @param at ms UTC. */
export function Timestamp({ at }: { at: number }) {
  const now = useNow(60 * 60_000);
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString('en-US')}>
      {dateTime(at, now)}
    </time>
  );
}
