/** Reading PNG (ISO/IEC 15948): all colour types, depths and both interlace methods, laid on white, as eight-bit RGB. */
import { crc32, inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** Three bytes a pixel. */
  rgb: Buffer;
}

/** What is wrong with a file, as the end of a sentence. */
export class BadPicture extends Error {}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(signature);
}

interface Header {
  width: number;
  height: number;
  depth: number;
  color: number;
  interlaced: boolean;
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * @param mostPixels more are not unpacked.
 * @throws BadPicture
 */
export function decodePng(bytes: Buffer, mostPixels: number): Picture {
  const chunks = chunksOf(bytes);
  const header = headerOf(chunks[0]);
  const { width, height } = header;
  if (width * height > mostPixels) throw new BadPicture(`it has ${width} × ${height} pixels`);
  const all = (name: string) => chunks.filter(({ type }) => type === name).map(({ data }) => data);
  const palette = all('PLTE')[0];
  if (header.color === 3 && palette === undefined) throw new BadPicture('its palette is missing');
  const paint = painter(header, palette ?? Buffer.alloc(0), all('tRNS')[0]);
  const passes = header.interlaced ? adam7 : [[0, 0, 1, 1] as const];
  const bits = header.depth * (channelsOf[header.color] ?? 1);
  const extents = passes.map(([x, y, dx, dy]) => {
    const columns = Math.ceil((width - x) / dx);
    const rows = Math.ceil((height - y) / dy);
    return { x, y, dx, dy, columns, rows: columns > 0 ? rows : 0, stride: Math.ceil((columns * bits) / 8) };
  });
  const size = extents.reduce((sum, { rows, stride }) => sum + rows * (stride + 1), 0);
  const raw = unpacked(Buffer.concat(all('IDAT')), size);
  const rgb = Buffer.alloc(width * height * 3);
  let at = 0;
  for (const { x, y, dx, dy, columns, rows, stride } of extents) {
    let above: Buffer = Buffer.alloc(stride);
    for (let row = 0; row < rows; row++) {
      const line = raw.subarray(at + 1, at + 1 + stride);
      unfilter(raw[at] ?? 0, line, above, Math.max(1, bits >> 3));
      for (let i = 0; i < columns; i++) paint(line, i, rgb, ((y + row * dy) * width + x + i * dx) * 3);
      above = line;
      at += stride + 1;
    }
  }
  return { width, height, rgb };
}

/** First column and row, and the steps, of each pass. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = signature.length; ;) {
    if (at + 12 > bytes.length) throw new BadPicture('it is cut off');
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) throw new BadPicture('it is cut off');
    const content = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(content) !== bytes.readUInt32BE(at + 8 + length)) throw new BadPicture('its checksum is wrong');
    const type = content.toString('latin1', 0, 4);
    chunks.push({ type, data: content.subarray(4) });
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
}

function headerOf(first: { type: string; data: Buffer } | undefined): Header {
  if (first?.type !== 'IHDR' || first.data.length !== 13) throw new BadPicture('it has no header');
  const { data } = first;
  const [depth = 0, color = 0, , , interlace = 0] = data.subarray(8);
  const header = {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    depth,
    color,
    interlaced: interlace === 1,
  };
  const isKnown = depthsOf[color]?.includes(depth) === true && interlace <= 1;
  if (!isKnown || header.width === 0 || header.height === 0)
    throw new BadPicture('its header makes no sense');
  return header;
}

function unpacked(data: Buffer, size: number): Buffer {
  let raw: Buffer;
  try {
    raw = inflateSync(data, { maxOutputLength: size + 1 });
  } catch {
    throw new BadPicture('its pixels cannot be unpacked');
  }
  if (raw.length !== size) throw new BadPicture('it has more or fewer pixels than it says');
  return raw;
}

function unfilter(filter: number, line: Buffer, above: Buffer, step: number): void {
  if (filter > 4) throw new BadPicture('a row of it cannot be read');
  for (let i = 0; i < line.length; i++) {
    const left = i < step ? 0 : (line[i - step] ?? 0);
    const up = above[i] ?? 0;
    const before = i < step ? 0 : (above[i - step] ?? 0);
    const predicted =
      [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, before) : 0][filter] ?? 0;
    line[i] = (line[i] ?? 0) + predicted;
  }
}

function paeth(left: number, up: number, before: number): number {
  const estimate = left + up - before;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - before)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : before;
}

/** @returns what puts pixel `i` of a row as RGB on white into `out`. */
function painter({ depth, color }: Header, palette: Buffer, transparent: Buffer | undefined) {
  const channels = channelsOf[color] ?? 1;
  const most = 2 ** depth - 1;
  const sample = (line: Buffer, i: number): number => {
    if (depth === 16) return line.readUInt16BE(i * 2);
    if (depth === 8) return line[i] ?? 0;
    const bit = i * depth;
    return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  const eight = (value: number) => Math.round((value * 255) / most);
  const key = color !== 3 && transparent !== undefined ? keyOf(transparent, channels) : null;
  return (line: Buffer, i: number, out: Buffer, at: number): void => {
    const values = Array.from({ length: channels }, (_, c) => sample(line, i * channels + c));
    const first = values[0] ?? 0;
    let rgb: number[];
    let alpha = 255;
    if (color === 3) {
      if (first * 3 + 2 >= palette.length) throw new BadPicture('it names a colour that its palette lacks');
      rgb = [...palette.subarray(first * 3, first * 3 + 3)];
      alpha = transparent?.[first] ?? 255;
    } else {
      rgb = channels < 3 ? [eight(first), eight(first), eight(first)] : values.slice(0, 3).map(eight);
      if (channels === 2 || channels === 4) alpha = eight(values[channels - 1] ?? most);
      if (key?.every((value, c) => value === values[c]) === true) alpha = 0;
    }
    for (let c = 0; c < 3; c++) out[at + c] = Math.round(((rgb[c] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
  };
}

/** The one colour that is transparent. */
function keyOf(transparent: Buffer, channels: number): number[] {
  if (transparent.length !== channels * 2) throw new BadPicture('its transparency makes no sense');
  return Array.from({ length: channels }, (_, c) => transparent.readUInt16BE(c * 2));
}
