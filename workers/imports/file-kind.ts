/** Files that are plainly something else than a table, told by their first bytes or by what they contain. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import type { Survey } from './survey.ts';
import { encrypted } from './xlsx/faults.ts';

const magic: { kind: string; bytes: string; advice: string }[] = [
  { kind: 'a PDF', bytes: '255044462d', advice: 'Ask its sender for the table as an Excel or CSV file.' },
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
  if (known !== undefined) throw notTable(name, known.kind, known.advice);
}

function notTable(name: string, kind: string, advice: string): UserError {
  return new UserError('binary-file', `"${name}" is ${kind}, not a CSV file or an Excel workbook. ${advice}`);
}

const zipMark = '504b0304';
/** An archive without files has only a table of contents. */
const emptyZipMark = '504b0506';
const oleMark = 'd0cf11e0a1b11ae1';

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead).toString('hex');
  } finally {
    await file.close();
  }
}

/** Whether a file is a zip archive, as every workbook of today is. */
export async function isZip(path: string): Promise<boolean> {
  const first = await firstBytes(path);
  return first.startsWith(zipMark) || first.startsWith(emptyZipMark);
}

/**
 * Excel's older container. A workbook with a password is a workbook in such a container, beside its keys.
 * @throws UserError `binary-file`, `workbook-encrypted`
 */
export async function refuseOldContainer(path: string, name: string): Promise<void> {
  if ((await firstBytes(path)) !== oleMark) return;
  if (await contains(path, Buffer.from('EncryptedPackage', 'utf16le'))) throw encrypted();
  throw notTable(
    name,
    'a workbook of an old Excel (.xls) or another old Office document',
    'In Excel choose "Save as" and the type "Excel Workbook (.xlsx)", then import that file.',
  );
}

async function contains(path: string, wanted: Buffer): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = Buffer.concat([before, chunk as Buffer]);
    if (bytes.includes(wanted)) return true;
    before = bytes.subarray(-wanted.length);
  }
  return false;
}

const archives: { kind: string; of: RegExp; advice: string }[] = [
  {
    kind: 'a binary Excel workbook (.xlsb)',
    of: /^xl\/workbook\.bin$/,
    advice: 'In Excel choose "Save as" and the type "Excel Workbook (.xlsx)", then import that file.',
  },
  {
    kind: 'a Numbers spreadsheet',
    of: /\.iwa$|^index\.zip$/,
    advice: 'In Numbers choose "File", "Export To", "Excel", then import that file.',
  },
  {
    kind: 'a Word document',
    of: /^word\/document\.xml$/,
    advice: 'Ask its sender for the table as an Excel or CSV file.',
  },
  {
    kind: 'a presentation',
    of: /^ppt\/presentation\.xml$/,
    advice: 'Ask its sender for the table as an Excel or CSV file.',
  },
  {
    kind: 'an OpenDocument file (.ods)',
    of: /^content\.xml$/,
    advice: 'In LibreOffice choose "Save as" and the type "Excel 2007-365 (.xlsx)", then import that file.',
  },
];

/**
 * An archive that holds no workbook.
 * @param parts names of its files, in lower case.
 * @throws UserError `binary-file`, always
 */
export function refuseArchive(parts: readonly string[], name: string): never {
  const known = archives.find(({ of }) => parts.some((part) => of.test(part)));
  if (known !== undefined) throw notTable(name, known.kind, known.advice);
  throw notTable(name, 'a zip archive', 'Unpack it first, then import what is inside.');
}

/**
 * What only the whole file shows.
 * @throws UserError `file-empty`, `binary-file`
 */
export function refuseByWhole(survey: Survey, name: string): void {
  if (survey.bytes === 0) {
    throw new UserError('file-empty', `"${name}" is empty. Export it again and check that it holds rows.`);
  }
  if (isBinary(survey)) {
    throw new UserError(
      'binary-file',
      `"${name}" holds binary data, so it is not a CSV file. Export the table as CSV or as an Excel workbook and import that.`,
    );
  }
}

/** A few NULs are damage, and many together are space that a crashed program left; other control characters make it no text. */
function isBinary({ bytes, nuls, controls }: Survey): boolean {
  return nuls > 0 && (controls > bytes / 100 || nuls === bytes);
}
