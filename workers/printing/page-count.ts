/** How many pages a PDF of ours has, as its page tree says: in plain objects, or packed into object streams (ISO 32000-1, 7.5.7). */
import { inflateSync } from 'node:zlib';

const pageTree = /\/Type ?\/Pages\b[^>]*?\/Count (\d+)|\/Count (\d+)[^>]*?\/Type ?\/Pages\b/s;
const packed = /<<[^>]*\/Type ?\/ObjStm\b[^>]*\/Length (\d+)[^>]*>>\s*stream\r?\n/gs;

/** Null when the file is none of ours. */
export function pageCount(pdf: Buffer): number | null {
  const text = pdf.toString('latin1');
  const plain = countIn(text);
  if (plain !== null) return plain;
  for (const match of text.matchAll(packed)) {
    const start = match.index + match[0].length;
    const count = countIn(unpacked(pdf.subarray(start, start + Number(match[1]))));
    if (count !== null) return count;
  }
  return null;
}

function countIn(objects: string): number | null {
  const [, after, before] = pageTree.exec(objects) ?? [];
  const count = after ?? before;
  return count === undefined ? null : Number(count);
}

function unpacked(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1');
  } catch {
    return '';
  }
}
