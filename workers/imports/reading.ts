/** A staged file with the way in which it is read, found out once per process. */
import type { DialectChoice } from '../api/wire.ts';
import type { Store } from '../store/open.ts';
import { examine, type FileFormat } from './format.ts';
import type { IndexedFile } from './line-index.ts';
import { stagedTable } from './staged-table.ts';

export interface FileChoice {
  sha256: string;
  name: string;
  sheet?: string | undefined;
  dialect?: DialectChoice | undefined;
}

/** Formats of the files that were asked for last: finding one out may mean to read much of the file. */
const formats = new Map<string, FileFormat>();
const mostFormats = 16;

/** @throws UserError as `stagedTable` and `examine` do */
export async function fileAsRead(
  { paths }: Pick<Store, 'paths'>,
  { sha256, name, sheet: wanted, dialect }: FileChoice,
): Promise<IndexedFile> {
  const { path, bytes, survey, sheet } = await stagedTable(paths, sha256, name, wanted);
  const key = JSON.stringify([path, bytes, dialect ?? {}]);
  let format = formats.get(key);
  if (format === undefined) {
    ({ format } = examine(path, survey, name, [], sheet?.name, dialect));
    const [oldest] = formats.keys();
    if (formats.size >= mostFormats && oldest !== undefined) formats.delete(oldest);
    formats.set(key, format);
  }
  return { path, bytes, format };
}

/** The file of an import, read as the import reads it. @throws UserError `file-unknown` */
export async function fileOfImport(
  { paths }: Pick<Store, 'paths'>,
  record: { fileSha256: string; fileName: string; dialect: string },
): Promise<IndexedFile> {
  const format = JSON.parse(record.dialect) as FileFormat;
  const { path, bytes } = await stagedTable(paths, record.fileSha256, record.fileName, format.sheet);
  return { path, bytes, format };
}
