import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

async function draw(timeZone: string, order: 'forwards' | 'backwards') {
  const script = join(import.meta.dirname, 'draw-process.ts');
  const env = { ...process.env, TZ: timeZone, LANG: order === 'forwards' ? 'en_US.UTF-8' : 'de_DE.UTF-8' };
  const { stdout } = await promisify(execFile)(process.execPath, [script, order], { env });
  return JSON.parse(stdout) as { offset: number; hashes: string[] };
}

it('makes the same bytes in every time zone, locale, process and order', async () => {
  const kolkata = await draw('Asia/Kolkata', 'forwards');
  const chicago = await draw('America/Chicago', 'backwards');
  const kiritimati = await draw('Pacific/Kiritimati', 'forwards');
  expect(new Set([kolkata.offset, chicago.offset, kiritimati.offset]).size).toBe(3);
  expect(kolkata.hashes).toHaveLength(3);
  expect(chicago.hashes).toEqual(kolkata.hashes);
  expect(kiritimati.hashes).toEqual(kolkata.hashes);
});
