/** What is wrong with a workbook, in words for the person who chose it. */
import { UserError } from '../../errors.ts';

/** XML that cannot be read further. What came before it stands. */
export class BrokenXml extends Error {
  override readonly name = 'BrokenXml';
}

export function damaged(what: string, cause?: unknown): UserError {
  return new UserError(
    'workbook-damaged',
    `The workbook is damaged: ${what}. Copy or download it again, or open it in Excel and save it anew.`,
    { cause },
  );
}

export function tooLarge(what: string): UserError {
  return new UserError(
    'workbook-too-large',
    `The workbook cannot be read: ${what}. Save the one sheet that you need as a file of its own, or as CSV.`,
  );
}

export function encrypted(): UserError {
  return new UserError(
    'workbook-encrypted',
    'The workbook is protected by a password, so it cannot be read. Open it in Excel, take the password off (File, Info, Protect Workbook) and save it.',
  );
}
