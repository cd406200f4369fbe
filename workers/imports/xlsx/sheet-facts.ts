/** What is known of a sheet when all of it has been converted. */
export interface SheetFacts {
  /** Rows with anything in them, and of those the ones with at least two cells filled. */
  rows: number;
  tableRows: number;
  /** Rows with anything in them that the spreadsheet does not show. */
  hiddenRows: number;
  mergedCells: number;
  /** Formulas that were saved without their result. */
  missingResults: number;
  /** The row from which on the sheet cannot be read; null where it is whole. */
  brokenAt: number | null;
}

export function noFacts(): SheetFacts {
  return { rows: 0, tableRows: 0, hiddenRows: 0, mergedCells: 0, missingResults: 0, brokenAt: null };
}
