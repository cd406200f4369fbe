/** Carrier files made by rule, so that a test knows every row that must be in the database afterwards. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/** Headers that the mapping is guessed from; twelve columns. */
export const carrierHeaders = [
  'DOT Number',
  'MC Number',
  'Legal Name',
  'DBA Name',
  'SCAC',
  'Street',
  'City',
  'State',
  'ZIP',
  'Phone',
  'Email',
  'Power Units',
] as const;

/**
 * The USDOT number of row `i` of `rows`: each number once. `random` scatters them over the whole range, as real files are.
 * Multiplying by a prime that does not divide the modulus is a permutation.
 */
export function usdotOf(i: number, order: 'ascending' | 'random'): number {
  const modulus = 8_999_993;
  return 1_000_000 + (order === 'ascending' ? i : (i * 7_368_787) % modulus);
}

export function carrierRow(i: number, order: 'ascending' | 'random'): string[] {
  const usdot = usdotOf(i, order);
  const name = i % 10 === 0 ? `CARRIER ${i}, INC.` : `CARRIER ${i} LLC`;
  return [
    String(usdot),
    `MC${String(100_000 + (i % 900_000)).padStart(6, '0')}`,
    name,
    i % 3 === 0 ? `DBA ${i}` : '',
    '',
    `${(i * 7) % 9999} MAIN ST`,
    i % 2 === 0 ? 'FRESNO' : 'PITTSBURGH',
    i % 2 === 0 ? 'CA' : 'PA',
    String(501 + (i % 99_000)).padStart(5, '0'),
    `(248) 555-${String(i % 10_000).padStart(4, '0')}`,
    `dispatch${i}@example.com`,
    String(1 + (i % 400)),
  ];
}

function csvCell(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Writes `rows` carriers, about a tenth of them with a quoted name, without holding them in memory. */
export async function writeCarrierFile(
  path: string,
  rows: number,
  order: 'ascending' | 'random',
): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  out.write(`${carrierHeaders.join(',')}\n`);
  for (let i = 0; i < rows;) {
    const until = Math.min(rows, i + 1000);
    let chunk = '';
    for (; i < until; i += 1) chunk += `${carrierRow(i, order).map(csvCell).join(',')}\n`;
    if (!out.write(chunk)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}
