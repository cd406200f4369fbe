import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../../workers/store/open.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { brokenRules, issuedHashes } from '../../support/ledger-rules.ts';
import { seededRandom } from '../../support/seeded-random.ts';

let temp: TempStore;
let store: Store;
beforeEach(async () => {
  temp = await tempStore();
  temp.store.write('user:test', (tx) => {
    for (const number of ['C-1', 'C-2']) tx.create('customer', { number, legalName: number });
  });
  temp.store.close();
  store = openStore({ dataDir: temp.dataDir });
});
afterEach(() => {
  store.close();
  temp.remove();
});

interface Ended {
  signal: NodeJS.Signals | null;
  code: number | null;
  statements: number;
}

function work(seed: number, steps: number, killAt = 0): Promise<Ended> {
  const args = [temp.dataDir, seed, steps, killAt].map(String);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'ledger-process.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, statements: Number(out) }));
  });
}

const issued = () => store.raw.prepare<[], number>('SELECT count(*) FROM number_register').pluck().get() ?? 0;

test('a process that is killed between any two steps leaves no gap, no half an invoice and no wrong sum', async () => {
  const random = seededRandom(42);
  const whole = await work(1, 60);
  expect([whole.signal, whole.code]).toEqual([null, 0]);
  expect(issued()).toBeGreaterThan(3);
  let hashes = issuedHashes(store);
  for (let round = 2; round <= 12; round += 1) {
    const killAt = 1 + Math.floor(random() * whole.statements);
    const { signal, code } = await work(round, 60, killAt);
    // A round with fewer statements than the first may end before its time.
    expect(signal === 'SIGKILL' || code === 0).toBe(true);
    expect([round, killAt, brokenRules(store)]).toEqual([round, killAt, []]);
    const now = issuedHashes(store);
    for (const [id, hash] of hashes) expect([round, id, now.get(id)]).toEqual([round, id, hash]);
    hashes = now;
  }
}, 300_000);

test('two processes at once, one of them killed again and again, never share or skip a number', async () => {
  const steady = work(100, 300);
  const random = seededRandom(7);
  let killed = 0;
  for (let round = 1; round <= 6; round += 1) {
    const { signal } = await work(round, 40, 200 + Math.floor(random() * 600));
    if (signal === 'SIGKILL') killed += 1;
    expect(brokenRules(store)).toEqual([]);
  }
  expect(killed).toBeGreaterThan(2);
  expect((await steady).code).toBe(0);
  expect(brokenRules(store)).toEqual([]);
  expect(issued()).toBeGreaterThan(20);
}, 300_000);
