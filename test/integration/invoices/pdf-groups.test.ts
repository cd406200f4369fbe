import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pdfPath, sha256Of } from '../../../workers/invoices/pdf-files.ts';
import { batchGenerate } from '../../../workers/jobs/batch-generate.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { jobContext } from '../../support/job-context.ts';

let t: TestStore;
beforeEach(async () => void (t = await testStore()));
afterEach(() => {
  vi.restoreAllMocks();
  t.remove();
});

const addMany = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => t.add({ invoice: { number: `G-${from + i}`, status: 'draft' } }));
const batch = (count: number) => jobContext(t.store, { ranges: [[1, count] as [number, number]], count });
const recorded = (ids: readonly string[]) => ids.filter((id) => t.row(id).pdfSha256 !== null);
const count = (sql: string) => t.store.raw.prepare<[], number>(sql).pluck().get();

/** Whatever has happened: each record has its file, whole; the ledger and the audit know the same files. */
function expectEachRecordHasItsFile(ids: readonly string[]): void {
  const made = recorded(ids);
  for (const id of made) {
    const sha256 = t.row(id).pdfSha256 ?? '';
    expect(sha256Of(readFileSync(pdfPath(t.store.paths, sha256)))).toBe(sha256);
  }
  expect(count(`SELECT count(*) FROM effect WHERE key LIKE 'pdf:%' AND state = 'done'`)).toBe(made.length);
}

const parts = () => (existsSync(t.store.paths.temp) ? readdirSync(t.store.paths.temp) : []);

/** Whoever writes a file next, the `nth`, is told that there is no room. */
async function fullDiskAt(nth: number): Promise<void> {
  const handle = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const writeFile = Reflect.get(prototype, 'writeFile') as (...args: unknown[]) => Promise<void>;
  let calls = 0;
  vi.spyOn(prototype, 'writeFile').mockImplementation(function (this: typeof handle, ...args) {
    if (++calls === nth)
      return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
    return writeFile.apply(this, args);
  });
}

describe('PDFs that are kept in groups', () => {
  it('are all there after several groups, counted one by one', async () => {
    const ids = addMany(37);
    const context = batch(37);
    expect(await batchGenerate(context)).toMatchObject({ made: 37, unchanged: 0, failed: [] });
    expect(recorded(ids)).toHaveLength(37);
    expectEachRecordHasItsFile(ids);
    expect(context.reports.map(({ note }) => note?.['done'])).toEqual(
      Array.from({ length: 38 }, (_, i) => i),
    );
  });

  it('share their transactions', async () => {
    addMany(37);
    const write = vi.spyOn(t.store, 'write');
    await batchGenerate(batch(37));
    expect(write.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it('are kept as far as they are drawn when the job is cancelled in the middle of a group', async () => {
    const ids = addMany(8);
    const context = batch(8);
    const cancelled = {
      ...context,
      progress: (_: number, note?: Record<string, unknown>) => {
        if (note?.['done'] === 4) context.abort(new Error('cancelled'));
      },
    };
    await expect(batchGenerate(cancelled)).rejects.toThrow('cancelled');
    expect(recorded(ids)).toEqual(ids.slice(0, 5));
    expectEachRecordHasItsFile(ids);
    expect(parts()).toEqual([]);
    expect(await batchGenerate(batch(8))).toMatchObject({ made: 3, unchanged: 5 });
  });

  it('stop at a full disk: what found room is recorded, nothing is left over, and the rest comes the next time', async () => {
    const ids = addMany(6);
    await fullDiskAt(3);
    await expect(batchGenerate(batch(6))).rejects.toMatchObject({ code: 'disk-full' });
    expect(recorded(ids)).toHaveLength(5);
    expectEachRecordHasItsFile(ids);
    expect(parts()).toEqual([]);
    vi.restoreAllMocks();
    expect(await batchGenerate(batch(6))).toMatchObject({ made: 1, unchanged: 5 });
    expectEachRecordHasItsFile(ids);
  });

  it('have no record at all when the commit finds no room, and are found on the disk the next time', async () => {
    const ids = addMany(5);
    const write = vi.spyOn(t.store, 'write').mockImplementation(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    await expect(batchGenerate(batch(5))).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    write.mockRestore();
    expect(recorded(ids)).toEqual([]);
    expect(
      readdirSync(t.store.paths.pdfs, { recursive: true }).filter((n) => String(n).endsWith('.pdf')),
    ).toHaveLength(5);
    expect(await batchGenerate(batch(5))).toMatchObject({ made: 5, failed: [] });
    expectEachRecordHasItsFile(ids);
  });

  it('are drawn again where an invoice was changed or deleted meanwhile, and the rest of the group is kept', async () => {
    const ids = addMany(5);
    const [, changed = '', deleted = ''] = ids;
    const write = t.store.write.bind(t.store);
    let first = true;
    t.store.write = (actor, change, durability) => {
      if (first) {
        first = false;
        write('user:clerk', (tx) => {
          tx.update('invoice', changed, { notes: 'changed' });
          tx.remove('invoice', deleted);
        });
      }
      return write(actor, change, durability);
    };
    expect(await batchGenerate(batch(5))).toMatchObject({
      made: 4,
      failed: [{ invoiceId: deleted, error: { code: 'invoice-unknown' } }],
    });
    t.store.write = write;
    expect(recorded(ids)).toEqual(ids.filter((id) => id !== deleted));
    expectEachRecordHasItsFile(ids);
    expect(await batchGenerate(batch(5))).toMatchObject({ made: 0, unchanged: 4 });
  });
});

it('a process that is killed in the middle of a group leaves no record without its file, and the next run ends it', async () => {
  const whole = await inProcess('0', addMany(4));
  expect(whole.signal).toBeNull();
  const inFiles = [0.1, 0.35, 0.6, 0.8].map((part) => String(Math.round(whole.steps * part)));
  for (const [i, killAt] of [...inFiles, 'before-commit', 'in-commit', 'after-commit'].entries()) {
    // Every run makes its folders, as the first did: there are about as many steps.
    rmSync(t.store.paths.pdfs, { recursive: true });
    const ids = addMany(4, 100 * (i + 1));
    const before = count('SELECT count(*) FROM effect') ?? 0;
    expect((await inProcess(killAt, ids)).signal, `step ${killAt}`).toBe('SIGKILL');
    expect([0, 4], 'all or none').toContain((count('SELECT count(*) FROM effect') ?? 0) - before);
    for (const id of recorded(ids)) {
      const sha256 = t.row(id).pdfSha256 ?? '';
      expect(sha256Of(readFileSync(pdfPath(t.store.paths, sha256)))).toBe(sha256);
    }
    expect((await inProcess('0', ids)).signal).toBeNull();
    expect(recorded(ids)).toEqual(ids);
    expect(parts()).toEqual([]);
    expect((count('SELECT count(*) FROM effect') ?? 0) - before).toBe(4);
  }
}, 240_000);

function inProcess(killAt: string, ids: readonly string[]) {
  const script = join(import.meta.dirname, 'ensure-process.ts');
  const child = spawn(process.execPath, [script, 'in-groups', t.dataDir, killAt, ...ids], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise<{ signal: NodeJS.Signals | null; steps: number }>((resolve) =>
    child.on('close', (_code, signal) => {
      const { steps } = out === '' ? { steps: 0 } : (JSON.parse(out) as { steps: number });
      resolve({ signal, steps });
    }),
  );
}
