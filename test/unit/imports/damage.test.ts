/** Any table in any dialect comes back as it was written; and damage to some bytes costs at most the rows that it touches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../../workers/errors.ts';
import { readFileWhole } from '../../support/read-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-damage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filled = [
  { field: 'company', heading: 'Company' },
  { field: 'street', heading: 'Street' },
  { field: 'city', heading: 'City' },
  { field: 'source', heading: 'Source' },
];
const names = filled.map(({ heading }) => heading);

type Encoding = 'utf-8' | 'utf-8 with a mark' | 'utf-16le' | 'utf-16be' | 'latin1';

interface Dialect {
  delimiter: string;
  eol: string;
  encoding: Encoding;
  quotes: 'needed' | 'all';
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  eol: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom<Encoding>('utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16be', 'latin1'),
  quotes: fc.constantFrom('needed', 'all'),
});

/** Nothing but what every encoding here can hold; blanks at the ends are not kept by an import. */
const cell = fc
  .string({
    unit: fc.constantFrom('a', 'B', 'é', 'ß', ' ', '7', '-', ',', ';', '|', '"', '\n'),
    maxLength: 12,
  })
  .map((text) => text.trim().replaceAll(/\s*\n\s*/g, '\n'));
/** The first cell makes a row one of its own. */
const tables = fc
  .array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 30 })
  .map((rows) => rows.map((cells, i) => [`Company ${i}`, ...cells]));

function write(rows: readonly string[][], { delimiter, eol, encoding, quotes }: Dialect): Buffer {
  const written = (text: string) =>
    quotes === 'all' || /["\r\n\t;,|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const text = rows
    .map((cells) => cells.map((one) => written(one).replaceAll('\n', eol)).join(delimiter) + eol)
    .join('');
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8 with a mark':
      return Buffer.from(`\ufeff${text}`);
    case 'latin1':
      return Buffer.from(text, 'latin1');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  }
}

async function read(content: Buffer): Promise<{ rows: string[][]; told: Set<number>; lines: number[] }> {
  const { rows, issues } = await readFileWhole(folder, content, filled, 'lead');
  return {
    rows: rows.map(({ values }) =>
      filled.map(({ field }) => (values[field] ?? '').replaceAll(/\r\n|\r/g, '\n')),
    ),
    lines: rows.map(({ line }) => line),
    told: new Set(issues.map(({ line }) => line)),
  };
}

/** A cell with text that an import takes for nothing, or that is no text of a lead. */
const plain = (rows: readonly string[][]) =>
  rows.every((cells) => cells.every((one) => !/^'[=+@-]/.test(one)));

it('a table in any dialect is read back exactly, with nothing said', async () => {
  await fc.assert(
    fc.asyncProperty(tables, dialects, async (rows, dialect) => {
      fc.pre(plain(rows));
      const back = await read(write([names, ...rows], dialect));
      expect(back.rows).toEqual(rows);
      expect([...back.told]).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 120_000);

const rowCount = 60;
const table = Array.from({ length: rowCount }, (_, i) => [
  `Company ${i}`,
  i % 4 === 0 ? `Dock ${i}, "North"` : `${i} Main Street`,
  i % 6 === 1 ? 'Köln' : 'Omaha',
  i % 5 === 2 ? '' : 'fair',
]);
const comparable = new Set(table.map((cells) => cells.join('|')));

/** Rows in which the bytes from `at` on stand; a damaged line end joins the row to the next one. */
function rowsTouched(content: Buffer, at: number, length: number): number {
  return content.subarray(at, at + length).filter((byte) => byte === 0x0a || byte === 0x0d).length + 2;
}

/** Rather what means something in a file than anything. */
const byte = fc.oneof(fc.constantFrom(...Buffer.from('",;\r\n\t\0\\\'')), fc.integer({ min: 0, max: 255 }));

const damages = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.array(byte, { minLength: 1, maxLength: 3 }),
  how: fc.constantFrom('replaced', 'inserted', 'removed'),
});

it('damage to some bytes never fails the import, and never loses more than the rows that it touches', async () => {
  const encodings = fc.constantFrom<Encoding>('utf-8', 'latin1');
  const lineEnds = fc.constantFrom('\n', '\r\n');
  const quoting = fc.constantFrom<Dialect['quotes']>('needed', 'all');
  await fc.assert(
    fc.asyncProperty(damages, encodings, lineEnds, quoting, async (damage, encoding, eol, quotes) => {
      const clean = write([names, ...table], { delimiter: ',', eol, encoding, quotes });
      // The header is what everything rests on; it has tests of its own.
      const first = clean.indexOf(0x0a) + 1;
      const at = Math.min(clean.length - 4, first + Math.floor(damage.at * (clean.length - first)));
      const cut = damage.how === 'inserted' ? 0 : damage.bytes.length;
      const put = damage.how === 'removed' ? Buffer.alloc(0) : Buffer.from(damage.bytes);
      const { rows, told, lines } = await read(
        Buffer.concat([clean.subarray(0, at), put, clean.subarray(at + cut)]),
      );
      const kept = rows.filter((cells) => comparable.has(cells.join('|'))).length;
      expect(kept).toBeGreaterThanOrEqual(rowCount - rowsTouched(clean, at, Math.max(1, cut)));
      expect(new Set(lines).size).toBe(lines.length);
      expect(told.size).toBeLessThanOrEqual(6);
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('bytes of any kind are a table, or are refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(byte, { maxLength: 200 }), fc.boolean(), async (bytes, headed) => {
      const content = Buffer.concat([Buffer.from(headed ? `${names.join(',')}\n` : ''), Buffer.from(bytes)]);
      try {
        await read(content);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);
