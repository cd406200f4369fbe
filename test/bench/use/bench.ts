/**
 * `npm run bench -- use [--minutes 60] [--seconds-a-turn 15]`: a clerk at work. Each turn imports, prints, fails, retries and opens every
 * screen; what all processes and the page hold afterwards must stay flat. For Linux: it reads /proc.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { installedChromium } from '../../support/chromium.ts';
import { startCups, type CupsServer } from '../../support/cups-server.ts';
import { startHeadless } from '../../support/engine.ts';
import { gauge, type Reading } from './gauge.ts';
import { tour } from './tour.ts';
import { trends, type Trend } from './trend.ts';
import { work } from './work.ts';

const printer = 'Office';

/** @throws Error when something grows. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '60' },
      'seconds-a-turn': { type: 'string', default: '15' },
    },
  });
  const endsAt = performance.now() + Number(values.minutes) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-bench-use-'));
  const reports = join(folder, 'heaps');
  mkdirSync(reports);
  const cups = await cupsIfInstalled();
  const engine = await startHeadless({
    env: {
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'report-heap.ts')}`,
      DOCKHAND_HEAP_REPORTS: reports,
    },
  });
  const browser = await chromium.launch({ ...installedChromium(), args: ['--no-sandbox'] });
  const readings: Reading[] = [];
  let screens = 0;
  try {
    if (cups !== null) await engine.client.printing.setRole({ role: 'invoice', printer });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${engine.url}/#token=${engine.token}`);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    for (let turn = 0; performance.now() < endsAt; turn += 1) {
      const nextAt = performance.now() + Number(values['seconds-a-turn']) * 1_000;
      await work(engine, folder, turn, cups === null ? null : printer);
      screens = await tour(page);
      readings.push(await gauge(engine, session, reports));
      await wait(Math.max(0, nextAt - performance.now()));
    }
  } finally {
    await browser.close();
    await engine.stop();
    cups?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(
    `${readings.length} turns in ${values.minutes} minutes, ${screens} screens in each${cups === null ? '; nothing printed: CUPS is not installed' : ''}.\n`,
  );
  judge(trends(readings));
}

async function cupsIfInstalled(): Promise<CupsServer | null> {
  try {
    const cups = await startCups();
    await cups.add(printer);
    return cups;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function judge(all: readonly Trend[]): void {
  const shown = (name: string, value: number) =>
    (/ (heap|external|memory)$/.test(name) ? `${(value / 2 ** 20).toFixed(2)} MB` : String(value)).padStart(
      12,
    );
  for (const { name, early, late, isFlat } of all) {
    console.log(`${name.padEnd(24)}${shown(name, early)}${shown(name, late)}${isFlat ? '' : '   grows'}`);
  }
  const growing = all.filter(({ isFlat }) => !isFlat).map(({ name }) => name);
  if (growing.length > 0) throw new Error(`It grows: ${growing.join(', ')}.`);
  console.log('\nFlat: heaps, buffers, handles, descriptors, nodes and listeners.');
}
