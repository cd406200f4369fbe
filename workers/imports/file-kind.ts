/** Files that are plainly something else than a table in text, told by their first bytes. */
import { UserError } from '../errors.ts';
import type { Survey } from './survey.ts';

const magic: { kind: string; bytes: string; advice: string }[] = [
  {
    kind: 'an Excel workbook or a zip archive',
    bytes: '504b0304',
    advice: 'In Excel choose "Save as" and the type "CSV UTF-8", then import that file.',
  },
  {
    kind: 'an old Excel workbook',
    bytes: 'd0cf11e0a1b11ae1',
    advice: 'In Excel choose "Save as" and the type "CSV UTF-8", then import that file.',
  },
  { kind: 'a PDF', bytes: '255044462d', advice: 'Ask its sender for the table as a CSV file.' },
  { kind: 'a compressed file', bytes: '1f8b08', advice: 'Unpack it first, then import what is inside.' },
  {
    kind: 'a compressed file',
    bytes: '377abcaf271c',
    advice: 'Unpack it first, then import what is inside.',
  },
  {
    kind: 'a compressed file',
    bytes: '526172211a07',
    advice: 'Unpack it first, then import what is inside.',
  },
  { kind: 'a picture', bytes: '89504e470d0a1a0a', advice: 'A picture of a table cannot be read.' },
  { kind: 'a picture', bytes: 'ffd8ff', advice: 'A picture of a table cannot be read.' },
  { kind: 'a database', bytes: '53514c69746520666f726d6174203300', advice: 'Export the table as CSV first.' },
];

/** @throws UserError `binary-file` when the first bytes belong to a known kind of file that is no text. */
export function refuseKnownKinds(first: Buffer, name: string): void {
  const start = first.subarray(0, 16).toString('hex');
  const known = magic.find(({ bytes }) => start.startsWith(bytes));
  if (known !== undefined)
    throw new UserError('binary-file', `"${name}" is ${known.kind}, not a CSV file. ${known.advice}`);
}

/**
 * What only the whole file shows.
 * @throws UserError `file-empty`, `binary-file`
 */
export function refuseByWhole(survey: Survey, name: string): void {
  if (survey.bytes === 0) {
    throw new UserError('file-empty', `"${name}" is empty. Export it again and check that it holds rows.`);
  }
  if (survey.nuls > 0) {
    throw new UserError(
      'binary-file',
      `"${name}" holds binary data, so it is not a CSV file. Export the table as CSV and import that.`,
    );
  }
}
