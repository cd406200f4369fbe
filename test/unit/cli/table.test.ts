import { describe, expect, it } from 'vitest';
import { displayWidth, oneLine, table, type Column } from '../../../electron/cli/table.ts';

interface Row {
  number: string;
  name: string;
  total: string;
}

const columns: Column<Row>[] = [
  { title: 'NUMBER', value: ({ number }) => number },
  { title: 'NAME', value: ({ name }) => name, flexible: true },
  { title: 'TOTAL', value: ({ total }) => total, right: true },
];
const rows: Row[] = [
  { number: 'A-1', name: 'Łódź Śpedycja', total: '1,512.50' },
  { number: 'A-20', name: '東京運輸', total: '9.00' },
];

describe('a table', () => {
  it('is aligned, numbers flush right, wide characters counted as two', () => {
    expect(table(columns, rows)).toBe(
      [
        'NUMBER  NAME              TOTAL',
        'A-1     Łódź Śpedycja  1,512.50',
        'A-20    東京運輸           9.00',
        '',
      ].join('\n'),
    );
  });

  it('cuts the flexible column to fit a terminal, and no other', () => {
    const lines = table(columns, rows, 26).trimEnd().split('\n');
    expect(lines[1]).toBe('A-1     Łódź Śp…  1,512.50');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(26);
  });

  it('is nothing for no rows', () => {
    expect(table(columns, [])).toBe('');
  });

  it('lets no control character of a foreign file through to the terminal', () => {
    expect(oneLine('evil\u001B[31m\nname\u202Egnp.exe\t')).toBe('evil [31m name gnp.exe');
  });
});
