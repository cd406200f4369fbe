import { join, normalize } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNames } from '../../../electron/cli/file-names.ts';

describe('file names from invoice numbers', () => {
  it.each([
    ['10248', '10248.pdf'],
    ['INV/2026/7', 'INV_2026_7.pdf'],
    ['../../etc/passwd', '_.._etc_passwd.pdf'],
    ['C:evil', 'C_evil.pdf'],
    ['con', '_con.pdf'],
    ['...', '_.pdf'],
    ['a\u0000b', 'a_b.pdf'],
  ])('%j becomes %j', (number, name) => {
    expect(fileNames([number], '.pdf')).toEqual([name]);
  });

  it('are all different, also where case does not count', () => {
    expect(fileNames(['a/1', 'A_1', 'a_1'], '.pdf')).toEqual(['a_1.pdf', 'A_1 (2).pdf', 'a_1 (3).pdf']);
  });

  it('never leave their folder, whatever the number is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 })), (numbers) => {
        const names = fileNames(numbers, '.pdf');
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of names) {
          expect(normalize(join('/out', name))).toBe(`/out/${name}`);
          expect(name).not.toMatch(/[\\/:*?"<>|]/);
        }
      }),
    );
  });
});
