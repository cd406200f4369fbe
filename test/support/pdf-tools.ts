/** Looking into a PDF with programs that no one here wrote: poppler and qpdf. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function withFile<T>(pdf: Uint8Array, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-pdf-look-'));
  try {
    const path = join(folder, 'file.pdf');
    writeFileSync(path, pdf);
    return use(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });

/** The text of each page: in the order of the file's content, or laid out as on the page. */
export function pageTexts(pdf: Uint8Array, order: 'content' | 'layout'): string[] {
  const text = withFile(pdf, (path) =>
    run('pdftotext', order === 'content' ? '-raw' : '-layout', '-enc', 'UTF-8', path, '-'),
  );
  return text.split('\f').slice(0, -1);
}

/** Title, author, pages, size … as pdfinfo names them. */
export function pdfInfo(pdf: Uint8Array): Record<string, string> {
  const lines = withFile(pdf, (path) => run('pdfinfo', '-rawdates', path))
    .trim()
    .split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}

/** The metadata stream. */
export function pdfXmp(pdf: Uint8Array): string {
  return withFile(pdf, (path) => run('pdfinfo', '-meta', path));
}

/** The structure tree as text, with the words of each element. */
export function pdfStructure(pdf: Uint8Array): string {
  return withFile(pdf, (path) => run('pdfinfo', '-struct-text', path));
}

export function pdfFonts(
  pdf: Uint8Array,
): { name: string; embedded: string; subset: string; unicode: string }[] {
  const [, , ...rows] = withFile(pdf, (path) => run('pdffonts', path))
    .trim()
    .split('\n');
  return rows.map((row) => {
    const [, name = '', embedded = '', subset = '', unicode = ''] =
      /^(\S+) .* (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$/.exec(row) ?? [];
    return { name, embedded, subset, unicode };
  });
}

/** What qpdf has to say; throws when the file has an error. */
export function qpdfCheck(pdf: Uint8Array): string {
  return withFile(pdf, (path) => run('qpdf', '--check', path));
}

/** A page as grey values, one byte a pixel. */
export function pagePixels(
  pdf: Uint8Array,
  page: number,
  dpi: number,
): { width: number; height: number; grey: Buffer } {
  return withFile(pdf, (path, folder) => {
    const n = String(page);
    run('pdftoppm', '-gray', '-r', String(dpi), '-f', n, '-l', n, '-singlefile', path, join(folder, 'page'));
    const pgm = readFileSync(join(folder, 'page.pgm'));
    const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 64).toString('latin1'));
    if (header === null) throw new Error('pdftoppm wrote no grey picture.');
    return { width: Number(header[1]), height: Number(header[2]), grey: pgm.subarray(header[0].length) };
  });
}

/** The objects of the file as qpdf reads them, by their reference (`12 0 R`); a stream's dictionary stands for the stream. */
export function pdfObjects(pdf: Uint8Array): { objects: Map<string, PdfDictionary>; root: PdfDictionary } {
  const { qpdf } = JSON.parse(withFile(pdf, (path) => run('qpdf', '--json', '--json-key=qpdf', path))) as {
    qpdf: [unknown, Record<string, { value?: unknown; stream?: { dict: PdfDictionary } }>];
  };
  const objects = new Map<string, PdfDictionary>();
  for (const [key, { value, stream }] of Object.entries(qpdf[1])) {
    objects.set(key.replace(/^obj:/, ''), stream?.dict ?? (value as PdfDictionary));
  }
  const root = objects.get(String(objects.get('trailer')?.['/Root']));
  if (root === undefined) throw new Error('The file has no catalogue.');
  return { objects, root };
}

export type PdfDictionary = Record<string, unknown>;

/** The attached files by name, as poppler saves them. */
export function pdfAttachments(pdf: Uint8Array): Map<string, string> {
  return withFile(pdf, (path, folder) => {
    const files = join(folder, 'attached');
    mkdirSync(files);
    run('pdfdetach', '-saveall', '-o', files, path);
    return new Map(readdirSync(files).map((name) => [name, readFileSync(join(files, name), 'utf8')]));
  });
}
