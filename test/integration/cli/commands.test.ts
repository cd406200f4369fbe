/** Every command against an engine that runs: its one document, its words, its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  InvoiceRow,
  JobRow,
  JobView,
  Page,
  ScheduleView,
  SearchAnswer,
  Status,
} from '../../../workers/api/wire.ts';
import { insertEffect } from '../../../workers/store/effect.ts';
import { openStore } from '../../../workers/store/open.ts';
import { runCli, runJson, type ImportOutcome } from '../../support/cli.ts';
import { headlessProgram, startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';
import { workbook } from '../../support/workbook.ts';
import { carriers, goodCarriers, invoices, put } from './files.ts';

interface Failure {
  error: { code: string; message: string };
}

describe('the command line, on a running engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-cli-'));
  let engine: HeadlessEngine;
  const json = <T>(...args: string[]): Promise<{ code: number | null; json: T }> =>
    runJson<T>(engine.dataDir, ...args);
  const words = (...args: string[]) => runCli(engine.dataDir, ...args);

  beforeAll(async () => {
    engine = await startHeadless();
  });
  afterAll(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('import', () => {
    it('a check shows the rows that are asked for, with their cells and reasons', async () => {
      const file = put(folder, 'rows.csv', 'USDOT,Legal Name\n901,Acme\nx,Bolt\ny,Cargo\n');
      const check = ['import', 'check', file, '--type', 'carrier', '--rows', 'failed', '--limit', '1'];
      const { code, json: outcome } = await json<{ rows: { line: number; cells: string[] }[] }>(...check);
      expect(code).toBe(2);
      expect(outcome.rows).toMatchObject([{ line: 3, cells: ['x', 'Bolt'], outcome: 'failed' }]);
      const { stdout } = await words(...check);
      expect(stdout).toContain('x | Bolt');
      expect(stdout).toContain('1 more');
    });

    it('a check fills what is empty as told, and counts leads that are partners already', async () => {
      const partner = put(folder, 'customer.csv', 'Customer Number,Name,ZIP\nC-9,Blue River Foods,93706\n');
      await words('import', partner, '--type', 'customer');
      const file = put(
        folder,
        'leads.csv',
        'Company,ZIP\n"Blue River Foods, Inc.",93706\nBolt,\nBOLT LLC,\n',
      );
      const options = ['--type', 'lead', '--known-partners', 'skip', '--set-default', 'postalCode=10001'];
      const { json: outcome } = await json<ImportOutcome>('import', 'check', file, ...options);
      expect(outcome).toMatchObject({
        skipped: 1,
        created: 2,
        similar: { similar: 1, knownCustomer: 1, knownCarrier: 0, rows: 2 },
      });
      const { stdout } = await words('import', 'check', file, ...options);
      expect(stdout).toContain('1 customers already, 1 perhaps another row or record');
      expect(stdout).toContain('already customer "C-9"');
    });

    it('a dry run says what would be and writes nothing', async () => {
      const file = put(folder, 'good.csv', goodCarriers);
      const { code, json: outcome } = await json<ImportOutcome>(
        'import',
        file,
        '--type',
        'carrier',
        '--dry-run',
      );
      expect([code, outcome.total, outcome.created]).toEqual([0, 2, 2]);
      expect((await engine.client.partners.list({ entity: 'carrier' })).total).toBe(0);
    });

    it('takes the sheet of a workbook that is asked for', async () => {
      const file = join(folder, 'book.xlsx');
      const heading = ['USDOT Number', 'Legal Name'];
      const sheets = [
        { name: 'Old', rows: [heading, [1, 'Gone']] },
        { name: 'New', rows: [heading, [2, 'Here'], [3, 'There']] },
      ];
      writeFileSync(file, workbook({ sheets }));
      const given = ['import', file, '--type', 'carrier', '--dry-run'];
      const { code, json: outcome } = await json<ImportOutcome>(...given, '--sheet', 'new');
      expect([code, outcome.total]).toEqual([0, 2]);
      expect((await json<ImportOutcome>(...given)).json.total).toBe(1);
      const unknown = await json<Failure>(...given, '--sheet', 'Other');
      expect([unknown.code, unknown.json.error.code]).toEqual([1, 'unknown-sheet']);
    });

    it('ends with 0 when every row is in, and makes nothing new the second time', async () => {
      const file = put(folder, 'good.csv', goodCarriers);
      const first = await json<ImportOutcome>('import', file, '--type', 'carrier');
      expect(first.code).toBe(0);
      expect(first.json).toMatchObject({
        total: 2,
        created: 2,
        updated: 0,
        unchanged: 0,
        failed: 0,
        errors: [],
      });
      const again = await json<ImportOutcome>('import', file, '--type', 'carrier');
      expect(again.code).toBe(0);
      expect(again.json).toMatchObject({ total: 2, created: 0, updated: 0, unchanged: 2, failed: 0 });
    });

    it('ends with 2 when some were refused, and says where and why', async () => {
      const file = put(folder, 'carriers.csv', carriers);
      const { code, json: outcome } = await json<ImportOutcome>('import', file, '--type', 'carrier');
      expect(code).toBe(2);
      expect(outcome).toMatchObject({ total: 4, failed: 2 });
      expect(outcome.errors.map(({ line, column }) => [line, column])).toEqual([
        [4, 'USDOT Number'],
        [5, 'Legal Name'],
      ]);
      for (const { code: reason, message } of outcome.errors) {
        expect(reason).toMatch(/^[a-z-]+$/);
        expect(message).not.toBe('');
      }
    });

    it('tells people the same in words', async () => {
      const { code, stdout } = await words('import', join(folder, 'carriers.csv'), '--type', 'carrier');
      expect(code).toBe(2);
      expect(stdout).toMatch(/4 rows: 2 unchanged, 2 refused\./);
      expect(stdout).toMatch(/^ +4 {2}error +USDOT Number +"abc"/m);
      expect(stdout).toMatch(/dockhand import errors \S+ --out refused\.csv/);
    });

    it('gives every error, however many', async () => {
      const rows = Array.from({ length: 1_234 }, (_, n) => `x${n},Company ${n},`).join('\n');
      const file = put(folder, 'bad.csv', `USDOT Number,Legal Name,Phone\n${rows}\n`);
      // Nothing in that column looks like one, so it is not taken for it by itself.
      const map = ['--map', 'usdot=USDOT Number'];
      const { code, json: outcome } = await json<ImportOutcome>('import', file, '--type', 'carrier', ...map);
      expect([code, outcome.failed]).toEqual([2, 1_234]);
      expect(new Set(outcome.errors.map(({ line }) => line)).size).toBe(1_234);
    });

    it('takes a column where it is told to', async () => {
      const file = put(folder, 'map.csv', 'DOT,Old Name,New Name\n777001,OLD LLC,NEW LLC\n');
      const map = ['--map', 'usdot=DOT', '--map', 'legalName=new name'];
      const { code } = await json<ImportOutcome>('import', file, '--type', 'carrier', ...map);
      expect(code).toBe(0);
      const { rows } = await engine.client.partners.list({ entity: 'carrier', search: '777001' });
      expect(rows[0]?.name).toBe('NEW LLC');
    });

    it('reads a file as it is told, and one without a header by the places of its columns', async () => {
      const file = put(folder, 'plain.csv', '777002!FIRST, LLC\n777003!SECOND, LLC\n');
      const given = ['import', file, '--type', 'carrier', '--delimiter', '!'];
      const map = ['--map', 'usdot=Column 1', '--map', 'legalName=Column 2'];
      const { code, json: outcome } = await json<ImportOutcome>(...given, '--header-line', '0', ...map);
      expect([code, outcome.created]).toEqual([0, 2]);
      const { rows } = await engine.client.partners.list({ entity: 'carrier', search: '777003' });
      expect(rows[0]?.name).toBe('SECOND, LLC');
    });

    it('skips what is there when told to', async () => {
      const file = put(folder, 'skip.csv', 'USDOT Number,Legal Name\n123456,OTHER NAME\n999001,NEW ONE\n');
      const args = ['import', file, '--type', 'carrier', '--on-duplicate', 'skip'];
      const { code, json: outcome } = await json<ImportOutcome>(...args);
      expect([code, outcome.created, outcome.skipped, outcome.updated]).toEqual([0, 1, 1, 0]);
    });

    it('a file called errors can be imported', async () => {
      put(folder, 'errors', 'USDOT Number,Legal Name\n999002,NAMED ERRORS\n');
      const child = spawn(
        process.execPath,
        [headlessProgram, 'import', './errors', '--type', 'carrier', '--data', engine.dataDir],
        { cwd: folder, stdio: 'ignore' },
      );
      expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it.each([
      ['no-such-file.csv', ['--type', 'carrier'], 'file-unreadable', /no such file/],
      ['.', ['--type', 'carrier'], 'file-is-folder', /is a folder/],
      ['empty.csv', ['--type', 'carrier'], 'file-empty', /empty/],
      ['good.csv', ['--type', 'boat'], 'unknown-type', /"boat".*carrier, customer, lead, invoice/],
      ['good.csv', [], 'type-needed', /--type/],
      ['good.csv', ['--type', 'carrier', '--map', 'wheels=Phone'], 'unknown-target', /"wheels".*usdot/],
      ['good.csv', ['--type', 'carrier', '--map', 'phone=Fax'], 'unknown-column', /"Fax".*"Phone"/],
      ['good.csv', ['--type', 'carrier', '--map', 'phone'], 'bad-mapping', /target=Source Column/],
      ['good.csv', ['--type', 'carrier', '--on-duplicate', 'burn'], 'unknown-mode', /skip, update, merge/],
      ['good.csv', ['--type', 'carrier', '--header-line', '9'], 'header-line', /fewer lines.*or 0/],
      ['good.csv', ['--type', 'carrier', '--delimiter', 'ab'], 'dialect-invalid', /such as ; or a tab/],
      ['good.csv', ['--type', 'carrier', '--encoding', 'ebcdic'], 'unknown-encoding', /windows-1252/],
      ['good.csv', ['--type', 'carrier', '--colour'], 'usage', /--colour/],
    ])('%s %j is refused as %s', async (name, args, errorCode, says) => {
      put(folder, 'empty.csv', '');
      put(folder, 'good.csv', goodCarriers);
      const { code, json: failure } = await json<Failure>('import', join(folder, name), ...args);
      expect([code, failure.error.code]).toEqual([1, errorCode]);
      expect(failure.error.message).toMatch(says);
      const said = await words('import', join(folder, name), ...args);
      expect([said.code, said.stdout]).toEqual([1, '']);
      expect(said.stderr).toMatch(says);
      expect(said.stderr).not.toMatch(/^ +at /m);
    });
  });

  it('import errors: the refused rows as a file, to be mended and imported again', async () => {
    const file = put(folder, 'carriers.csv', carriers);
    const { json: outcome } = await json<ImportOutcome>('import', file, '--type', 'carrier');
    const out = join(folder, 'refused.csv');
    const written = await json<{ rows: number; file: string }>(
      'import',
      'errors',
      outcome.importId,
      '--out',
      out,
    );
    expect([written.code, written.json.rows, written.json.file]).toEqual([0, 2, out]);
    const text = readFileSync(out, 'utf8');
    expect(text).toMatch(/BROKEN LLC/);
    expect(text).not.toMatch(/ACME/);
    expect((await words('import', 'errors', outcome.importId)).stdout).toBe(text);
    const reasons = await json<{ errors: unknown[] }>('import', 'errors', outcome.importId);
    expect(reasons.json.errors).toHaveLength(2);
    const unknown = await json<Failure>('import', 'errors', '0198c0de-0000-7000-8000-000000000000');
    expect([unknown.code, unknown.json.error.code]).toEqual([1, 'not-found']);
    expect((await json<Failure>('import', 'errors')).json.error.message).toMatch(/\.\/errors/);
  });

  describe('invoices', () => {
    beforeAll(async () => {
      const file = put(folder, 'invoices.csv', invoices);
      const { code } = await json<ImportOutcome>('import', file, '--type', 'invoice');
      expect(code).toBe(0);
    });

    it('list', async () => {
      const { json: all } = await json<Page<InvoiceRow>>('invoices', 'list');
      expect(all.rows.map(({ number }) => number).sort()).toEqual(['A-1', 'A-3', 'A/2']);
      const { json: one } = await json<Page<InvoiceRow>>('invoices', 'list', '--search', 'Toms');
      expect(one.rows.map(({ number, totalCents }) => [number, totalCents])).toEqual([['A/2', 89_100]]);
      const { stdout } = await words('invoices', 'list', '--limit', '2');
      expect(stdout).toMatch(/^NUMBER +ISSUED/);
      expect(stdout).toMatch(/1 more: --limit 3 shows all\./);
    });

    it('pdf: of some, then of all, made once each, and copied under names that are safe', async () => {
      const out = join(folder, 'pdfs');
      const one = await json('invoices', 'pdf', 'A/2', '--out', out);
      expect(one.code).toBe(0);
      expect(one.json).toMatchObject({ made: 1, unchanged: 0, failed: [], files: [join(out, 'A_2.pdf')] });
      const all = await json('invoices', 'pdf', '--all', '--out', out);
      expect(all.json).toMatchObject({ made: 2, unchanged: 1, failed: [] });
      expect(readdirSync(out).sort()).toEqual(['A-1.pdf', 'A-3.pdf', 'A_2.pdf']);
      for (const name of readdirSync(out)) {
        expect(readFileSync(join(out, name)).subarray(0, 5).toString()).toBe('%PDF-');
      }
      expect((await words('invoices', 'pdf', 'A-1')).stdout).toMatch(
        /^0 PDFs made, 1 up to date, 0 failed\./,
      );
    });

    it.each([
      [['Z-9'], /Z-9/],
      [[], /--all/],
      [['--all', 'A-1'], /not both/],
    ])('pdf %j is refused', async (args, says) => {
      const { code, json: failure } = await json<Failure>('invoices', 'pdf', ...args);
      expect(code).toBe(1);
      expect(failure.error.message).toMatch(says);
    });
  });

  describe('export', () => {
    it('as CSV and JSON, to the terminal and to a file', async () => {
      const { code, stdout } = await words('export', 'carriers', '--format', 'csv');
      expect(code).toBe(0);
      expect(stdout.split('\n')[0]).toMatch(/usdot/i);
      expect(stdout).toMatch(/ACME TRUCKING LLC/);
      const rows = JSON.parse((await words('export', 'carriers', '--format', 'json')).stdout) as object[];
      expect(rows).toContainEqual(
        expect.objectContaining({ usdot: '123456', legalName: 'ACME TRUCKING LLC' }),
      );
      const out = join(folder, 'carriers-out.csv');
      const written = await json<{ bytes: number }>('export', 'carriers', '--format', 'csv', '--out', out);
      expect(readFileSync(out, 'utf8')).toBe(stdout);
      expect(written.json.bytes).toBe(Buffer.byteLength(stdout));
    });

    it.each(['customers', 'leads', 'invoices'])('of %s', async (list) => {
      const { code, json: rows } = await json<object[]>('export', list, '--format', 'json');
      expect([code, Array.isArray(rows)]).toEqual([0, true]);
    });

    it('leaves no half a file, and says so, where it cannot write', async () => {
      const out = join(folder, 'missing', 'x.csv');
      const { code, json: failure } = await json<Failure>('export', 'carriers', '--out', out);
      expect([code, failure.error.code]).toEqual([1, 'output-unwritable']);
      expect(failure.error.message).toContain(out);
    });

    it.each([
      [['boats'], 'unknown-list'],
      [['carriers', '--format', 'xml'], 'unknown-format'],
      [['carriers', '--format', 'csv'], 'usage'],
    ])('%j with --json is refused', async (args, errorCode) => {
      expect((await json<Failure>('export', ...args)).json.error.code).toBe(errorCode);
    });

    it('to a reader that goes away, such as head, is no fault', async () => {
      const rows = Array.from({ length: 30_000 }, (_, n) => `${500_000 + n},Company ${n},`).join('\n');
      const file = put(folder, 'many.csv', `USDOT Number,Legal Name,Phone\n${rows}\n`);
      expect((await json('import', file, '--type', 'carrier')).code).toBe(0);
      const child = spawn(
        process.execPath,
        [headlessProgram, 'export', 'carriers', '--format', 'csv', '--data', engine.dataDir],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await once(child.stdout, 'data');
      child.stdout.destroy();
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(said).toBe('');
    });
  });

  it('search: words in any order, one kind alone, and nothing', async () => {
    await words(
      'import',
      put(folder, 'found.csv', 'USDOT,Legal Name,City\n7654321,Żółw Haulage,Łódź\n'),
      '--type',
      'carrier',
    );
    // What the tests before have brought in may still be on its way into the index.
    const answer = await until(
      'everything can be found',
      async () => {
        const { code, json: given } = await json<SearchAnswer>('search', 'lodz', 'haul');
        expect(code).toBe(0);
        return given.left === 0 ? given : null;
      },
      60_000,
    );
    expect(answer).toMatchObject({ groups: [{ kind: 'carrier', hits: [{ key: '7654321' }] }] });
    expect((await words('search', '7654321')).stdout).toMatch(/carrier +Żółw Haulage/);
    expect((await words('search', 'lodz', '--kind', 'invoice')).stdout).toMatch(
      /invoice +A-1 +Łódź Śpedycja/,
    );
    expect((await words('search', 'zolw', '--kind', 'invoice')).stdout).toBe('Nothing found.\n');
    expect((await json<Failure>('search', 'x', '--kind', 'lorry')).json.error.code).toBe('unknown-kind');
  });

  it('jobs list and show', async () => {
    const { json: page } = await json<Page<JobRow>>(
      'jobs',
      'list',
      '--queue',
      'import',
      '--state',
      'completed',
    );
    expect(page.rows.length).toBeGreaterThan(0);
    const [job] = page.rows as [JobRow];
    const { json: shown } = await json<{ id: string; runs: unknown[] }>('jobs', 'show', job.id);
    expect([shown.id, shown.runs.length]).toEqual([job.id, 1]);
    expect((await words('jobs', 'show', job.id)).stdout).toMatch(
      /^Job +Import a file \(import\/process-csv\)/,
    );
    expect((await words('jobs', 'list')).stdout).toMatch(/^ID +JOB +STATE/);
    expect((await json<Failure>('jobs', 'list', '--state', 'odd')).json.error.code).toBe('unknown-state');
    expect((await json<Failure>('jobs', 'show', 'nothing')).json.error.code).toBe('job-not-found');
  });

  it('status and doctor', async () => {
    const { code, json: status } = await json<Status & { running: boolean }>('status');
    expect(code).toBe(0);
    expect(status).toMatchObject({ running: true, dataDir: engine.dataDir });
    expect(status.engine?.supervisorPid).toBe(engine.pid);
    expect((await words('status')).stdout).toMatch(new RegExp(`runs \\(process ${engine.pid}\\)`));
    const doctor = await json<{ problems: number; findings: unknown[] }>('doctor');
    expect([doctor.code, doctor.json.problems]).toEqual([0, 0]);
    expect(doctor.json.findings.length).toBeGreaterThan(0);
  });

  it('serve: the second finds the first, and ends', async () => {
    const { code, json: found } = await json('serve');
    expect(code).toBe(0);
    expect(found).toEqual({ url: engine.url, token: engine.token, pid: engine.pid });
    const { stdout, stderr } = await words('serve');
    expect(stdout).toContain(`${engine.url}/#token=${engine.token}`);
    expect(stderr).toMatch(/already runs/);
  });

  it('dead letters: none, an unknown one, and never all by accident', async () => {
    const { json: before } = await json<unknown[]>('dead-letters', 'groups');
    expect(before).toEqual([]);
    expect((await words('dead-letters', 'list')).stdout).toMatch(/No dead letters/);
    const nothing = await json<Failure>('dead-letters', 'redrive');
    expect([nothing.code, nothing.json.error.code]).toEqual([1, 'nothing-selected']);
    const unknown = await json<Failure>('dead-letters', 'discard', 'no-such-job');
    expect(unknown.json.error.code).toBe('dead-letter-not-found');
    expect((await json('dead-letters', 'redrive', '--all')).json).toEqual({ changed: 0, skipped: 0 });
  });

  it('effects in doubt: none, one that is decided by a person, and never by accident', async () => {
    expect((await words('effects')).stdout).toBe('Nothing is in doubt.\n');
    const store = openStore({ dataDir: engine.dataDir });
    store.write('job:17', (tx) => {
      const result = JSON.stringify({ run: null, title: 'the e-mail to Acme' });
      insertEffect(tx, { key: 'mail:17', jobId: '17', state: 'unknown', result });
    });
    store.close();
    expect((await words('effects', 'list')).stdout).toMatch(/^KEY +WHAT.*\nmail:17 +the e-mail to Acme /);
    const vague = await json<Failure>('effects', 'resolve', 'mail:17');
    expect([vague.code, vague.json.error.code]).toEqual([1, 'usage']);
    const decided = await json('effects', 'resolve', 'mail:17', '--happened');
    expect([decided.code, decided.json]).toEqual([0, { key: 'mail:17', decision: 'done', jobId: null }]);
    const late = await json<Failure>('effects', 'resolve', 'mail:17', '--did-not-happen');
    expect([late.code, late.json.error.code]).toEqual([1, 'effect-not-in-doubt']);
    expect((await json<Page<unknown>>('effects')).json).toEqual({ rows: [], total: 0 });
  });

  it('schedules: listed, paused, given another time, and run now, by the name that the list shows', async () => {
    const { stdout } = await words('schedules');
    expect(stdout).toMatch(/^NAME +JOB +NEXT .*\n(.*\n)*database-backup .* at 00:30, in /);
    const paused = await json<ScheduleView>('schedules', 'pause', 'cleanup-temp-files');
    expect([paused.code, paused.json.nextAt]).toEqual([0, null]);
    const set = ['schedules', 'set', 'scheduled/cleanup-temp-files', '--cron', '0 5 * * 0'];
    expect((await json<ScheduleView>(...set)).json).toMatchObject({ cron: '0 5 * * 0', isOwn: true });
    expect((await words('schedules', 'resume', 'cleanup-temp-files')).stdout).toMatch(
      /^Clean up temporary files: .* at 05:00, in .*\.\n$/,
    );
    const run = await json<JobView>('schedules', 'run', 'cleanup-temp-files');
    expect([run.code, run.json.state, run.json.title]).toEqual([0, 'completed', 'Clean up temporary files']);
    const { json: all } = await json<ScheduleView[]>('schedules', 'list');
    expect(all.find(({ key }) => key.endsWith('cleanup-temp-files'))?.pausedAt).toBeNull();
  });

  it.each([
    [['pause', 'laundry'], 'schedule-not-found', /"laundry".*database-backup/],
    [['set', 'database-backup', '--cron', 'often'], 'cron-invalid', /minute, hour/],
    [['set', 'database-backup', '--time-zone', 'Chicago'], 'time-zone-unknown', /America\/Chicago/],
    [['set', 'database-backup'], 'usage', /--usual/],
    [['set', 'database-backup', '--usual', '--cron', '0 5 * * 0'], 'usage', /--usual/],
  ])('schedules %j is refused as %s', async (args, errorCode, says) => {
    const { code, json: failure } = await json<Failure>('schedules', ...args);
    expect([code, failure.error.code]).toEqual([1, errorCode]);
    expect(failure.error.message).toMatch(says);
  });

  it('help, version and mistakes', async () => {
    expect((await words('--help')).stdout).toMatch(/import [^]*\n  export /);
    expect((await json<{ text: string }>('--version')).json.text).toMatch(/^\d+\.\d+\.\d+$/);
    const unknown = await json<Failure>('fly');
    expect([unknown.code, unknown.json.error.code]).toEqual([1, 'usage']);
    expect(unknown.json.error.message).toMatch(/fly/);
    expect((await words()).stderr).toMatch(/dockhand --help/);
    expect((await json<Failure>('serve', '--port', '99999')).json.error.code).toBe('bad-option');
  });
});
