/** A small picture of a page: sixteen greys are enough for print, and take a third of what a picture in colour does. */
import { crc32, deflateSync } from 'node:zlib';

/** @param grey one byte a pixel. */
export function greyPng({ width, height, grey }: { width: number; height: number; grey: Buffer }): Buffer {
  const bytes = Math.ceil(width / 2);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc(height * (bytes + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const level = Math.round((grey[y * width + x] ?? 0) / 17);
      const at = y * (bytes + 1) + 1 + (x >> 1);
      rows[at] = (rows[at] ?? 0) | (x % 2 === 0 ? level << 4 : level);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Four bits of grey.
  header[8] = 4;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}
