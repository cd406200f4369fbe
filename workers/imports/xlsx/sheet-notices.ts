/** What the reader should know about the sheet that is imported. */
import type { TableSheet } from '../staged-table.ts';

export function sheetNotices({ name, sheets, facts }: TableSheet): string[] {
  const said: string[] = [];
  const { hiddenRows, mergedCells, missingResults, brokenAt } = facts;
  if (brokenAt !== null)
    said.push(
      `The workbook is damaged: nothing from row ${brokenAt} on could be read. Only the rows before it are imported.`,
    );
  if (sheets.length > 1) said.push(`The workbook has ${sheets.length} sheets; this is "${name}".`);
  if (sheets.find((sheet) => sheet.name === name)?.hidden === true)
    said.push('This sheet is hidden in the spreadsheet.');
  if (hiddenRows > 0)
    said.push(
      `${hiddenRows === 1 ? 'One row is' : `${hiddenRows.toLocaleString('en')} rows are`} hidden in the spreadsheet, by hand or by a filter, and imported all the same.`,
    );
  if (mergedCells > 0)
    said.push('Some cells are merged. Their value counts for the first of them; the others are empty.');
  if (missingResults > 0)
    said.push(
      `${missingResults === 1 ? 'One formula was' : `${missingResults.toLocaleString('en')} formulas were`} saved without a result, so the cell is empty. Open the workbook in Excel and save it, then choose it again.`,
    );
  return said;
}
