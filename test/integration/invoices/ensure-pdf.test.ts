import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensurePdf } from '../../../workers/invoices/ensure-pdf.ts';
import { pdfPath, sha256Of } from '../../../workers/invoices/pdf-files.ts';
import { auditLog, effect, invoiceLine, site } from '../../../workers/store/schema.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';

let t: TestStore;
beforeEach(async () => void (t = await testStore()));
afterEach(() => t.remove());

/** An issued invoice never changes. */
const draft = { invoice: { status: 'draft' } };
const ensure = (id: string) => ensurePdf(t.store, 'job:job-1', id);
const fileOf = (sha256: string) => pdfPath(t.store.paths, sha256);
const parts = () => (existsSync(t.store.paths.temp) ? readdirSync(t.store.paths.temp) : []);
const audits = (id: string) =>
  t.store.orm
    .select()
    .from(auditLog)
    .where(eq(auditLog.entityId, id))
    .all()
    .filter(({ action }) => action === 'make-pdf');

/** The row, the effect and the file say the same, and nothing is left over. */
function expectConsistent(id: string): void {
  const row = t.row(id);
  const sha256 = row.pdfSha256 ?? 'none';
  const bytes = readFileSync(fileOf(sha256));
  expect(sha256Of(bytes)).toBe(sha256);
  expect(row.pdfBytes).toBe(bytes.length);
  const recorded = t.store.orm
    .select()
    .from(effect)
    .where(eq(effect.key, `pdf:${id}`))
    .get();
  expect(recorded?.state).toBe('done');
  expect(JSON.parse(recorded?.result ?? '{}')).toMatchObject({ sha256, bytes: bytes.length });
  expect(parts()).toEqual([]);
}

function runProcess(killAt: number, ...ids: string[]) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'ensure-process.ts'), 'one-by-one', t.dataDir, String(killAt), ...ids],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise<{
    signal: NodeJS.Signals | null;
    steps: number;
    made: { sha256: string; made: boolean }[];
  }>((resolve) =>
    child.on('close', (_code, signal) => {
      const said = out === '' ? { steps: 0, made: [] } : (JSON.parse(out) as { steps: number; made: [] });
      resolve({ signal, ...said });
    }),
  );
}

describe('making sure of a PDF', () => {
  it('puts the file under its hash and records it, leaving the invoice as it was', async () => {
    const id = t.add();
    const before = t.row(id);
    const pdf = await ensure(id);
    expect(pdf.made).toBe(true);
    expect(sha256Of(readFileSync(fileOf(pdf.sha256)))).toBe(pdf.sha256);
    const after = t.row(id);
    expect(after).toEqual({ ...before, pdfSha256: pdf.sha256, pdfBytes: pdf.bytes, pdfAt: after.pdfAt });
    expect(after.pdfAt).toBeGreaterThan(0);
    expect(audits(id)).toMatchObject([{ actor: 'job:job-1' }]);
    expectConsistent(id);
  });

  it('does nothing the second time', async () => {
    const id = t.add();
    const first = await ensure(id);
    const row = t.row(id);
    expect(await ensure(id)).toEqual({ ...first, made: false });
    expect(t.row(id)).toEqual(row);
    expect(audits(id)).toHaveLength(1);
  });

  it.each([
    ['deleted', (path: string) => rmSync(path)],
    ['cut short', (path: string) => truncateSync(path, 1000)],
    ['damaged', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 500, 510))],
    ['emptied', (path: string) => truncateSync(path, 0)],
  ])('makes a %s file again, with the same bytes', async (_, harm) => {
    const id = t.add();
    const first = await ensure(id);
    harm(fileOf(first.sha256));
    expect(await ensure(id)).toEqual(first);
    expectConsistent(id);
  });

  it('makes a new file when the invoice, its lines or the company change', async () => {
    const id = t.add(draft);
    const seen = new Set([(await ensure(id)).sha256]);
    const changes = [
      () => t.store.write('user:test', (tx) => tx.update('invoice', id, { poNumber: 'PO-2' })),
      () =>
        t.store.write('user:test', ({ orm }) =>
          orm.update(invoiceLine).set({ description: 'Other' }).where(eq(invoiceLine.position, 1)).run(),
        ),
      () => t.store.write('user:test', ({ orm }) => orm.update(site).set({ phone: '+1 555' }).run()),
      () => t.store.write('user:test', ({ orm }) => orm.update(site).set({ paper: 'a4' }).run()),
    ];
    for (const change of changes) {
      change();
      const pdf = await ensure(id);
      expect(pdf.made).toBe(true);
      expect(seen.has(pdf.sha256)).toBe(false);
      seen.add(pdf.sha256);
      expectConsistent(id);
    }
  });

  it('makes it again when an import has cleared the record, and finds the file that is there', async () => {
    const id = t.add();
    const first = await ensure(id);
    t.store.write('import:1', (tx) =>
      tx.update('invoice', id, { pdfSha256: null, pdfBytes: null, pdfAt: null }),
    );
    expect(await ensure(id)).toEqual(first);
    expectConsistent(id);
  });

  it('never records a file for an invoice that changed while it was drawn', async () => {
    const id = t.add(draft);
    const write = t.store.write.bind(t.store);
    let changes = 0;
    t.store.write = (actor, change, durability) => {
      if (changes++ < 2)
        write('user:clerk', (tx) => tx.update('invoice', id, { notes: `changed ${changes}` }));
      return write(actor, change, durability);
    };
    const pdf = await ensure(id);
    t.store.write = write;
    expect(changes).toBe(3);
    expect(await ensure(id)).toEqual({ ...pdf, made: false });
    expectConsistent(id);
  });

  it('gives way to an invoice that keeps changing, to try again later', async () => {
    const id = t.add(draft);
    const write = t.store.write.bind(t.store);
    let changes = 0;
    t.store.write = (actor, change, durability) => {
      write('user:clerk', (tx) => tx.update('invoice', id, { notes: `changed ${++changes}` }));
      return write(actor, change, durability);
    };
    await expect(ensure(id)).rejects.toMatchObject({ name: 'RetryLater', code: 'invoice-busy' });
    t.store.write = write;
  });

  it.each([
    ['unknown', () => '0193a000-0000-7000-8000-00000000dead', 'invoice-unknown'],
    [
      'deleted',
      () => {
        const id = t.add(draft);
        t.store.write('user:test', (tx) => tx.remove('invoice', id));
        return id;
      },
      'invoice-unknown',
    ],
    ['unprintable', () => t.add({ lines: [{ description: '😀' }] }), 'font-lacks-character'],
    ['contradictory', () => t.add({ invoice: { totalCents: 1 } }), 'totals-disagree'],
  ])('fails for good for an invoice that is %s, and leaves no trace', async (_, make, code) => {
    const id = make();
    await expect(ensure(id)).rejects.toMatchObject({ name: 'PermanentFailure', code });
    expect(existsSync(t.store.paths.pdfs)).toBe(false);
    expect(parts()).toEqual([]);
  });

  it('says that the disk is full or the folder is closed, and leaves nothing half-made', async () => {
    const id = t.add();
    mkdirSync(t.store.paths.pdfs, { recursive: true });
    // A file where the folder should be: the second half of the work cannot be done.
    const first = await ensure(id);
    rmSync(t.store.paths.pdfs, { recursive: true });
    writeFileSync(t.store.paths.pdfs, 'in the way');
    await expect(ensure(id)).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(parts()).toEqual([]);
    rmSync(t.store.paths.pdfs);
    expect(await ensure(id)).toEqual(first);
  });
});

describe('two at once', () => {
  it('in one process come to one file', async () => {
    const id = t.add();
    const results = await Promise.all([ensure(id), ensure(id), ensure(id)]);
    expect(new Set(results.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(audits(id)).toHaveLength(1);
    expectConsistent(id);
  });

  it('in two processes come to the same files', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => t.add({ invoice: { number: `N-${i}` } }));
    const [a, b] = await Promise.all([runProcess(0, ...ids), runProcess(0, ...ids)]);
    expect(a.made.map(({ sha256 }) => sha256)).toEqual(b.made.map(({ sha256 }) => sha256));
    for (const id of ids) {
      expectConsistent(id);
      expect(audits(id)).toHaveLength(1);
    }
  });
});

describe('a process that is killed', () => {
  it('at any step leaves nothing that the next one does not put right', async () => {
    const whole = await runProcess(0, t.add({ invoice: { number: 'whole' } }));
    expect(whole.signal).toBeNull();
    expect(whole.steps).toBeGreaterThanOrEqual(12);
    let leftParts = 0;
    for (let killAt = 1; killAt <= whole.steps; killAt++) {
      // Every run makes its folders, as the first did: there are as many steps.
      for (const folder of [t.store.paths.pdfs, t.store.paths.temp])
        rmSync(folder, { recursive: true, force: true });
      const id = t.add({ invoice: { number: `N-${killAt}`, notes: `killed at ${killAt}` } });
      expect((await runProcess(killAt, id)).signal, `step ${killAt}`).toBe('SIGKILL');
      const { pdfSha256 } = t.row(id);
      if (pdfSha256 !== null) expect(sha256Of(readFileSync(fileOf(pdfSha256)))).toBe(pdfSha256);
      leftParts += parts().length;
      const next = await runProcess(0, id);
      expect(next.signal).toBeNull();
      expectConsistent(id);
    }
    expect(leftParts, 'some kills hit a file being written').toBeGreaterThan(0);
  }, 240_000);

  it('leaves parts that are swept when its number was given to another process, but not before an hour', async () => {
    const { temp } = t.store.paths;
    mkdirSync(temp, { recursive: true });
    const mine = join(temp, `pdf-part-${process.ppid}-new`);
    const old = join(temp, `pdf-part-${process.ppid}-old`);
    const other = join(temp, 'staging-file');
    for (const path of [mine, old, other]) writeFileSync(path, 'x');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(old, twoHoursAgo, twoHoursAgo);
    utimesSync(other, twoHoursAgo, twoHoursAgo);
    await ensure(t.add());
    expect(readdirSync(temp).sort()).toEqual([`pdf-part-${process.ppid}-new`, 'staging-file']);
  });
});
