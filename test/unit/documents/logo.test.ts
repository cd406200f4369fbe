import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logoOf } from '../../../workers/invoices/template/logo.ts';
import { decodePng } from '../../../workers/invoices/template/png.ts';
import { jpegs, pngs } from '../../fixtures/documents/pictures.ts';
import { refusal } from '../../support/ledger.ts';

const bytesOf = (base64: string) => Buffer.from(base64, 'base64');

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}

/** An RGBA picture of one colour; `claims` is the size that its header gives. */
function png(width: number, height: number, pixel: number[], claims = { width, height }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claims.width, 0);
  header.writeUInt32BE(claims.height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(pixel))]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a PNG', () => {
  it.each(Object.entries(pngs))('has the pixels that another program sees: %s', (_, { file, rgb }) => {
    const picture = decodePng(bytesOf(file), 1_000_000);
    expect([picture.width, picture.height]).toEqual([24, 16]);
    const expected = bytesOf(rgb);
    expect(picture.rgb).toHaveLength(expected.length);
    // Two ways of rounding.
    expect(
      Math.max(...picture.rgb.map((value, i) => Math.abs(value - (expected[i] ?? -9)))),
    ).toBeLessThanOrEqual(1);
  });

  it('becomes an opaque image: what is transparent is white', () => {
    const logo = logoOf(png(20, 20, [200, 0, 0, 0]));
    expect(logo).toMatchObject({ width: 20, height: 20, channels: 3, filter: 'FlateDecode' });
    expect(new Set(inflateSync(logo.data))).toEqual(new Set([255]));
  });

  it('is made as small as print needs, with its shape and colour', () => {
    const logo = logoOf(png(1440, 300, [10, 20, 30, 255]));
    expect([logo.width, logo.height]).toEqual([720, 150]);
    expect([...inflateSync(logo.data).subarray(0, 3)]).toEqual([10, 20, 30]);
  });

  it('that is cut off, damaged, or not as large as it says is refused', () => {
    const good = png(20, 20, [0, 0, 0, 255]);
    const flipped = Buffer.from(good);
    flipped[60] = (flipped[60] ?? 0) ^ 1;
    const liar = png(20, 20, [0, 0, 0, 255], { width: 20, height: 40 });
    for (const bad of [good.subarray(0, -20), good.subarray(0, 10), flipped, liar])
      expect(refusal(() => logoOf(bad))).toBe('logo-unreadable');
  });

  it('that unpacks to more than memory should hold is refused before it is unpacked', () => {
    const bomb = png(20, 20, [0, 0, 0, 255], { width: 50_000, height: 50_000 });
    expect(refusal(() => logoOf(bomb))).toBe('logo-unreadable');
  });

  it('that would print as a smudge or a line is refused', () => {
    expect(refusal(() => logoOf(png(15, 100, [0, 0, 0, 255])))).toBe('logo-too-small');
    expect(refusal(() => logoOf(png(400, 20, [0, 0, 0, 255])))).toBe('logo-too-small');
  });
});

describe('a JPEG', () => {
  it.each([
    ['baseline', 3],
    ['progressive', 3],
    ['grey', 1],
  ] as const)('is taken as it is: %s', (kind, channels) => {
    const file = bytesOf(jpegs[kind]);
    const logo = logoOf(file);
    expect(logo).toMatchObject({ width: 24, height: 16, channels, filter: 'DCTDecode' });
    expect(logo.data.equals(file)).toBe(true);
  });

  it('loses what a camera has written into it, and what follows it', () => {
    const file = bytesOf(jpegs.baseline);
    const remark = Buffer.from('\xff\xe1\x00\x10Exif: at home!', 'latin1');
    const with_ = Buffer.concat([file.subarray(0, 2), remark, file.subarray(2), Buffer.from('trailing')]);
    expect(logoOf(with_).data.equals(file)).toBe(true);
  });

  it('in the colours of a printing press, or cut off anywhere, is refused', () => {
    expect(refusal(() => logoOf(bytesOf(jpegs.cmyk)))).toBe('logo-unreadable');
    const file = bytesOf(jpegs.baseline);
    for (let length = 3; length < file.length; length += 7)
      expect(
        refusal(() => logoOf(file.subarray(0, length))),
        String(length),
      ).toBe('logo-unreadable');
  });
});

it('a file that is no picture, or a huge one, is refused', () => {
  expect(refusal(() => logoOf(Buffer.from('GIF89a')))).toBe('logo-unreadable');
  expect(refusal(() => logoOf(Buffer.alloc(3_000_000)))).toBe('logo-too-large');
});
