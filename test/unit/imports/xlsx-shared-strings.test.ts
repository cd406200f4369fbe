import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SharedStrings } from '../../../workers/imports/xlsx/shared-strings.ts';
import { seededRandom } from '../../support/seeded-random.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-strings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (i: number) => (i % 7 === 0 ? '' : `Text ${i} ${'ß😀'.repeat(i % 5)}`);

describe('shared texts', () => {
  it('of a small workbook stay in memory', () => {
    const scratch = join(folder, 'small');
    const strings = new SharedStrings(scratch);
    for (let i = 0; i < 1000; i += 1) strings.add(textOf(i));
    strings.finish();
    for (let i = 0; i < 1000; i += 1) expect(strings.at(i)).toBe(textOf(i));
    expect([strings.at(1000), strings.at(-1), strings.at(Number.NaN), strings.at(0.5)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(existsSync(scratch)).toBe(false);
    strings.close();
  });

  it('by the hundred thousand lie on the disk, and are found in any order', () => {
    const scratch = join(folder, 'large');
    const count = 300_000;
    const strings = new SharedStrings(scratch);
    for (let i = 0; i < count; i += 1) strings.add(textOf(i));
    strings.finish();
    expect(statSync(scratch).size).toBeGreaterThan(4_000_000);
    const random = seededRandom(7);
    for (let n = 0; n < 20_000; n += 1) {
      const i = Math.floor(random() * count);
      if (strings.at(i) !== textOf(i)) expect([i, strings.at(i)]).toEqual([i, textOf(i)]);
    }
    for (const i of [0, 63, 64, count - 65, count - 1]) expect(strings.at(i)).toBe(textOf(i));
    expect(strings.at(count)).toBeUndefined();
    strings.close();
    expect(existsSync(scratch)).toBe(false);
  });
});
