/** One check of `doctor`: what it looks at, and what it found in words with what to do about it. */
import type { ApiContext } from '../context.ts';
import type { Finding } from '../wire.ts';

export interface Check {
  /** Stable: scripts match on it. */
  id: string;
  title: string;
  look: (context: ApiContext, signal: AbortSignal | undefined) => Result | Promise<Result>;
  /** Sets right what `look` found with a `mend`. */
  mend?: (context: ApiContext) => Promise<void>;
}

export type Result = Pick<Finding, 'level' | 'detail' | 'fix' | 'mend'>;

export function ok(detail: string): Result {
  return { level: 'ok', detail, fix: null };
}

export function warning(detail: string, fix: string): Result {
  return { level: 'warning', detail, fix };
}

export function problem(detail: string, fix: string): Result {
  return { level: 'problem', detail, fix };
}

/** `1.4 GB`, with decimal units as disks are sold. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}
