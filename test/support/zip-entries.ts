/** Reading a ZIP of stored or deflated entries by its directory (PKWARE APPNOTE 4.3.12). */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  /** Of the entry, `YYYY-MM-DD`. */
  date: string;
  data: Buffer;
}

/** @throws Error when an entry is compressed otherwise. */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const count = archive.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    const method = archive.readUInt16LE(at + 10);
    if (method !== 0 && method !== 8) throw new Error('An entry is compressed in an unknown way.');
    const [date, size] = [archive.readUInt16LE(at + 14), archive.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + size);
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      date: [1980 + (date >> 9), (date >> 5) & 15, date & 31]
        .map((part) => String(part).padStart(2, '0'))
        .join('-'),
      data: method === 8 ? inflateRawSync(content) : content,
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
