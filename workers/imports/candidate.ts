/** A column of the file, and one that may fill a field. */
import type { Claim } from './claims.ts';

export interface Column {
  heading: string;
  /** Values of the first rows, trimmed, without the empty ones. */
  values: readonly string[];
  /** Whether the heading stands more than once: then nothing can be told by its name. */
  repeated: boolean;
}

export interface Candidate extends Claim {
  column: Column;
  /** Why it is not taken by itself; null for one that may be. */
  doubt: string | null;
}

export const doubts = {
  values: 'Its heading says so, its values do not.',
  several: 'More than one column could be meant.',
  apart: 'It may be another one than is meant.',
  address: 'It belongs to another address.',
  onlyValues: 'Its values look like it.',
  none: 'Its heading says so.',
} as const;
