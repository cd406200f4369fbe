/** Looking into a JPEG (ITU-T T.81) without unpacking it: size, colours, whether it is whole; and taking out what is not its picture. */
import { BadPicture } from './png.ts';

export interface JpegPicture {
  width: number;
  height: number;
  channels: 1 | 3;
  /** Without camera data, thumbnails and remarks. */
  data: Buffer;
}

export function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Baseline, extended and progressive with Huffman codes: what a PDF reader unpacks. */
const frames = [0xc0, 0xc1, 0xc2];
/** Frames of other kinds: lossless, hierarchical, arithmetic. */
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** @throws BadPicture */
export function readJpeg(bytes: Buffer): JpegPicture {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let frame: Omit<JpegPicture, 'data'> | null = null;
  let scans = 0;
  for (let at = 2; ;) {
    if (bytes[at] !== 0xff) throw new BadPicture('it is cut off or damaged');
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) break;
    const end = at + 2 + (at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : bytes.length);
    if (marker === undefined || end > bytes.length) throw new BadPicture('it is cut off or damaged');
    if (otherFrames.includes(marker)) throw new BadPicture('it is packed in a way that printers do not know');
    if (frames.includes(marker)) frame = frameOf(bytes.subarray(at + 4, end));
    const next = marker === startOfScan ? endOfScan(bytes, end) : end;
    if (marker === startOfScan) scans += 1;
    if (isPicture(marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (frame === null || scans === 0) throw new BadPicture('it holds no picture');
  kept.push(Buffer.from([0xff, endOfImage]));
  return { ...frame, data: Buffer.concat(kept) };
}

/** JFIF and Adobe's colour transform stay, other application data and remarks go. */
function isPicture(marker: number): boolean {
  if (marker === 0xe0 || marker === 0xee) return true;
  return !(marker >= 0xe1 && marker <= 0xef) && marker !== 0xfe;
}

function frameOf(data: Buffer): Omit<JpegPicture, 'data'> {
  if (data.length < 6) throw new BadPicture('its header makes no sense');
  const [precision, channels] = [data[0], data[5]];
  const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
  if (precision !== 8 || width === 0 || height === 0) throw new BadPicture('its header makes no sense');
  if (channels === 4) throw new BadPicture('it is in the colours of a printing press (CMYK), not in RGB');
  if (channels !== 1 && channels !== 3) throw new BadPicture('its header makes no sense');
  return { width, height, channels };
}

/** Where the next marker after the packed pixels stands. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    // A stuffed byte, a restart, filling.
    if (next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff) continue;
    return at;
  }
  throw new BadPicture('it is cut off or damaged');
}
