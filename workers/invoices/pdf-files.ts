/** Where PDFs lie in the data folder. */
import { join } from 'node:path';
import type { DataPaths } from '../paths.ts';

/** The file of a PDF: under its content hash, so that it can never be mistaken for another. */
export function pdfPath(paths: DataPaths, sha256: string): string {
  return join(paths.pdfs, sha256.slice(0, 2), `${sha256}.pdf`);
}
