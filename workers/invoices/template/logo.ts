/** From the file of a logo to the image that a PDF holds: opaque, no larger than print needs, the same bytes for ever. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { UserError } from '../../errors.ts';
import type { Logo } from '../../store/document-template.ts';
import { isJpeg, readJpeg } from './jpeg.ts';
import { BadPicture, decodePng, isPng, type Picture } from './png.ts';

export const largestLogoFile = 2 * 1024 * 1024;
/** Every PDF holds the image. */
const largestJpeg = 300 * 1024;
const mostPixels = 16_000_000;
const leastSide = 16;
/** Widest to highest: beyond it nothing is left to see in the room of a logo. */
const mostOblong = 12;
/** 300 dots to the inch in the room of a logo (see layout/logo.ts). */
const printed = { width: 720, height: 200 };

/** @throws UserError `logo-unreadable`, `logo-too-large`, `logo-too-small`. */
export function logoOf(bytes: Buffer): Logo {
  if (bytes.length > largestLogoFile)
    throw tooLarge(`The file has ${megabytes(bytes.length)}; ${megabytes(largestLogoFile)} are the limit.`);
  if (!isPng(bytes) && !isJpeg(bytes))
    throw new UserError(
      'logo-unreadable',
      'This is neither a PNG nor a JPEG picture. Save the logo as one of these.',
    );
  try {
    return isPng(bytes) ? ofPng(decodePng(bytes, mostPixels)) : ofJpeg(bytes);
  } catch (error) {
    if (!(error instanceof BadPicture)) throw error;
    throw new UserError(
      'logo-unreadable',
      `The logo cannot be used: ${error.message}. Save it again as a PNG in RGB and try that.`,
      { cause: error },
    );
  }
}

function ofPng(picture: Picture): Logo {
  requireShape(picture);
  const { width, height, rgb } = shrunk(picture);
  return kept({ width, height, channels: 3, filter: 'FlateDecode', data: deflateSync(rgb, { level: 9 }) });
}

function ofJpeg(bytes: Buffer): Logo {
  const { data, ...size } = readJpeg(bytes);
  requireShape(size);
  if (data.length > largestJpeg) {
    throw tooLarge(
      `Its picture has ${Math.ceil(data.length / 1024)} KB, and every PDF would grow by that; ${largestJpeg / 1024} KB are the limit.`,
    );
  }
  return kept({ ...size, filter: 'DCTDecode', data });
}

function kept(logo: Omit<Logo, 'sha256'>): Logo {
  const { data, ...rest } = logo;
  const sha256 = createHash('sha256').update(JSON.stringify(rest)).update(data).digest('hex');
  return { ...logo, sha256 };
}

function requireShape({ width, height }: { width: number; height: number }): void {
  if (Math.min(width, height) < leastSide) {
    throw new UserError(
      'logo-too-small',
      `The logo has ${width} × ${height} pixels and would print as a smudge. Take one with at least ${leastSide} each way; 600 wide print well.`,
    );
  }
  if (width * height > mostPixels) throw tooLarge(`It has ${width} × ${height} pixels.`);
  if (Math.max(width / height, height / width) <= mostOblong) return;
  throw new UserError(
    'logo-too-small',
    `The logo has ${width} × ${height} pixels: so long and narrow that nothing of it would be seen. Take one that is at most ${mostOblong} times as long as it is high.`,
  );
}

/** The mean of the pixels that fall on one. */
function shrunk(picture: Picture): Picture {
  const scale = Math.min(1, printed.width / picture.width, printed.height / picture.height);
  if (scale === 1) return picture;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, height, picture.height);
    for (let x = 0; x < width; x++) {
      const [left, right] = span(x, width, picture.width);
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let row = top; row < bottom; row++)
          for (let column = left; column < right; column++)
            sum += picture.rgb[(row * picture.width + column) * 3 + c] ?? 0;
        rgb[(y * width + x) * 3 + c] = Math.round(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return { width, height, rgb };
}

function span(at: number, of: number, from: number): [number, number] {
  const start = Math.floor((at * from) / of);
  return [start, Math.max(start + 1, Math.floor(((at + 1) * from) / of))];
}

function tooLarge(what: string): UserError {
  return new UserError(
    'logo-too-large',
    `The logo is too large. ${what} Make it smaller: 1,000 pixels wide are plenty.`,
  );
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
