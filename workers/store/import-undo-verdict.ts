/** What an undo does about one row of an import. Pure: others look the record up, and do it. */

/** `import_row.undo`: what became of a row that was looked at. */
export const undoMark = {
  /** Several rows of a file are one invoice: another of them says why it was kept. */
  withAnother: 0,
  takenBack: 1,
  changedSince: 2,
  invoiced: 3,
  gone: 4,
  printed: 5,
} as const;
export type UndoMark = (typeof undoMark)[keyof typeof undoMark];

/** A record as it is now. */
export interface RecordNow {
  version: number;
  /** Null while the central API has never seen it. */
  baseVersion: number | null;
  createdBy: string;
  deletedAt: number | null;
  /** An invoice names it. */
  invoiced: boolean;
  /** Its PDF was made. */
  printed: boolean;
}

export type Verdict =
  /** `remove`: it vanishes. `mark-deleted`: it is kept as a deletion that can travel. `restore`: it gets its former values. */
  { act: 'remove' | 'mark-deleted' | 'restore' } | { act: 'keep'; because: UndoMark };

/**
 * @param row what the import did, and the version that it gave the record.
 * @param owner actor of the import. A number that was given again belongs to a record of somebody else.
 * @param returned later changes of the record that were taken back: each one moved its version on by two.
 */
export function verdictOn(
  row: { created: boolean; version: number },
  now: RecordNow | undefined,
  owner: string,
  returned: number,
): Verdict {
  if (now === undefined || (row.created && now.createdBy !== owner)) return keep(undoMark.gone);
  if (now.version !== row.version + 2 * returned)
    return keep(now.deletedAt === null ? undoMark.changedSince : undoMark.gone);
  if (!row.created) return { act: 'restore' };
  if (now.invoiced) return keep(undoMark.invoiced);
  if (now.printed) return keep(undoMark.printed);
  return { act: now.baseVersion === null ? 'remove' : 'mark-deleted' };
}

function keep(because: UndoMark): Verdict {
  return { act: 'keep', because };
}
