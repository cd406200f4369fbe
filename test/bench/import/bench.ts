/**
 * The import against its rivals, on the same generated files in one run: carriers of twelve columns, a tenth of the rows quoted, keys
 * ascending and in random order. Every contender runs in a process of its own with a database of its own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { carrierHeaders, writeCarrierFile } from '../../support/carrier-file.ts';
import { nodeArguments } from '../../../electron/supervisor/spawner.ts';
import { bundle } from '../bundle.ts';
import type { Measured } from './measured.ts';
import { measureWorkbooks } from './workbooks.ts';

/** The naive way is slow, and no faster on more rows. */
const naiveRows = 100_000;

const orders = ['ascending', 'random'] as const;
type Order = (typeof orders)[number];

interface Result extends Measured {
  contender: string;
  order: Order;
  rowsPerSecond: number;
}

/**
 * Options: `--rows N` (1,000,000), `--order ascending|random` (both), `--workbook-rows N` (100,000), `--only-workbooks`, `--keep` leaves
 * the files in place.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '1000000' },
      order: { type: 'string' },
      'workbook-rows': { type: 'string', default: '100000' },
      'only-workbooks': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const rows = Number(values.rows);
  const wanted = orders.filter((order) => values.order === undefined || values.order === order);
  const workbookRows = Number(values['workbook-rows']);
  if (!(rows >= 1000) || !(workbookRows >= 1000) || wanted.length === 0)
    throw new Error(
      'Usage: npm run bench -- import [--rows N] [--order ascending|random] [--workbook-rows N] [--only-workbooks] [--keep]',
    );
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-bench-'));
  try {
    const scripts = await bundleContenders();
    console.log('\nExcel workbooks');
    const workbooks = measureWorkbooks(folder, workbookRows, { run: lastLine, ...scripts });
    const text = values['only-workbooks']
      ? { ok: true }
      : summarise(await measureAll(folder, rows, wanted, scripts), rows);
    console.log(`\n${JSON.stringify({ bench: 'import', ...text, workbooks })}`);
    if (!text.ok || !workbooks.ok) process.exitCode = 1;
  } finally {
    if (values.keep) console.log(`Files kept in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

type Scripts = Record<'prepare' | 'job' | 'floor' | 'naive' | 'undo', string>;

async function bundleContenders(): Promise<Scripts> {
  console.log('Bundling …');
  const [prepare = '', job = '', floor = '', naive = '', undo = ''] = await bundle([
    'test/bench/import/prepare.ts',
    'test/bench/import/job.ts',
    'test/bench/import/floor.ts',
    'test/bench/import/naive.ts',
    'test/bench/import/undo.ts',
    'workers/imports/parse-thread.ts',
    'workers/imports/xlsx/convert-thread.ts',
    'workers/queues/watchdog-thread.ts',
  ]);
  return { prepare, job, floor, naive, undo };
}

async function measureAll(
  folder: string,
  rows: number,
  wanted: readonly Order[],
  { prepare, job, floor, naive, undo }: Scripts,
): Promise<Result[]> {
  const results: Result[] = [];
  const keep = (contender: string, order: Order, measured: Measured) => {
    const result = {
      contender,
      order,
      ...measured,
      rowsPerSecond: Math.round((measured.rows * 1000) / measured.ms),
    };
    results.push(result);
    console.log(line(result));
  };
  for (const order of wanted) {
    const file = join(folder, `carriers-${order}.csv`);
    await writeCarrierFile(file, rows, order);
    console.log(
      `\n${rows.toLocaleString('en')} rows, keys ${order}, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
    );
    const data = (name: string) => join(folder, `data-${name}-${order}`);
    keep('floor', order, contend(floor, data('floor'), file));
    let importId = '';
    const runJob = (dataDir: string, ...mode: string[]) => {
      const made = lastLine(prepare, dataDir, file, ...mode) as { importId: string; jobId: string };
      importId = made.importId;
      return contend(job, dataDir, importId, made.jobId);
    };
    keep('job', order, runJob(data('job')));
    const first = importId;
    keep('job, same file again', order, runJob(data('job')));
    keep('undo', order, contend(undo, data('job'), first));
    keep('job, dry run', order, runJob(data('dry'), '--dry-run'));
    keep('sqlite3 .import', order, sqliteImport(join(folder, `sqlite-${order}.db`), file, rows));
    const fewRows = Math.min(rows, naiveRows);
    const fewFile = join(folder, `carriers-few-${order}.csv`);
    await writeCarrierFile(fewFile, fewRows, order);
    keep('naive', order, contend(naive, data('naive'), fewFile));
    for (const name of ['floor', 'job', 'dry', 'naive']) rmSync(data(name), { recursive: true, force: true });
  }
  return results;
}

function contend(script: string, ...args: string[]): Measured {
  return lastLine(script, ...args) as Measured;
}

/** Runs a script in a process of its own; its last line is its result. */
function lastLine(script: string, ...args: string[]): unknown {
  const output = execFileSync(process.execPath, [...nodeArguments('press'), script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

/** Into a table with the same columns and key, in WAL mode; it checks nothing and keeps nothing beside the rows. */
function sqliteImport(database: string, file: string, rows: number): Measured {
  const columns = carrierHeaders.map((heading, i) => `"${heading}" TEXT${i === 0 ? ' NOT NULL UNIQUE' : ''}`);
  const script = [
    'PRAGMA journal_mode = WAL;',
    'PRAGMA synchronous = NORMAL;',
    'PRAGMA cache_size = -65536;',
    `CREATE TABLE carrier (no INTEGER PRIMARY KEY, ${columns.join(', ')});`,
    `CREATE VIEW incoming AS SELECT ${carrierHeaders.map((heading) => `"${heading}"`).join(', ')} FROM carrier;`,
    `CREATE TRIGGER incoming INSTEAD OF INSERT ON incoming BEGIN INSERT INTO carrier (${carrierHeaders.map((heading) => `"${heading}"`).join(', ')}) VALUES (${carrierHeaders.map((heading) => `new."${heading}"`).join(', ')}); END;`,
  ].join('\n');
  execFileSync('sqlite3', [database], { input: script });
  const startedAt = performance.now();
  const { status, stderr } = spawnSync('sqlite3', [database], {
    input: `PRAGMA synchronous = NORMAL;\nPRAGMA cache_size = -65536;\n.import --csv --skip 1 "${file}" incoming\n`,
    encoding: 'utf8',
  });
  const ms = performance.now() - startedAt;
  const count = Number(
    execFileSync('sqlite3', [database, 'SELECT count(*) FROM carrier'], { encoding: 'utf8' }),
  );
  if (status !== 0 || count !== rows) throw new Error(`sqlite3 .import read ${count} rows: ${stderr}`);
  return { rows, ms, cpuMs: 0, mainThreadCpuMs: 0, peakMiB: 0 };
}

function line({ contender, rowsPerSecond, ms, cpuMs, mainThreadCpuMs, peakMiB, note }: Result): string {
  const seconds = (time: number) => (time / 1000).toFixed(2);
  const memory =
    peakMiB > 0
      ? `${String(peakMiB).padStart(5)} MiB, cpu ${seconds(cpuMs)} s (main ${seconds(mainThreadCpuMs)} s)`
      : '';
  const more = note === undefined ? '' : JSON.stringify(note).replaceAll('"', '');
  return `  ${contender.padEnd(22)} ${rowsPerSecond.toLocaleString('en').padStart(9)} rows/s ${seconds(ms).padStart(7)} s ${memory}  ${more}`;
}

/** Ratios within the run: only they can be compared between machines. */
function summarise(results: readonly Result[], rows: number) {
  const rate = (contender: string, order: Order) =>
    results.find((result) => result.contender === contender && result.order === order)?.rowsPerSecond ?? NaN;
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  const ratios = Object.fromEntries(
    orders
      .filter((order) => !Number.isNaN(rate('job', order)))
      .map((order) => [
        order,
        {
          jobToFloor: ratio(rate('job', order), rate('floor', order)),
          jobToNaive: ratio(rate('job', order), rate('naive', order)),
          jobToSqlite3: ratio(rate('job', order), rate('sqlite3 .import', order)),
          againToFirst: ratio(rate('job, same file again', order), rate('job', order)),
          undoToJob: ratio(rate('job', order), rate('undo', order)),
          dryRunToJob: ratio(rate('job, dry run', order), rate('job', order)),
        },
      ]),
  );
  const peakMiB = Math.max(
    ...results
      .filter(({ contender }) => contender.startsWith('job') || contender === 'undo')
      .map((r) => r.peakMiB),
  );
  const all = Object.values(ratios);
  // Nothing of a file that is in already is written again. An undo takes at most twice the time of its import, a check at most the same.
  const writtenAgain = results
    .filter(({ contender }) => contender === 'job, same file again')
    .some(({ note }) => note?.['unchanged'] !== rows);
  const randomToAscending = ratio(rate('job', 'random'), rate('job', 'ascending'));
  const ok =
    peakMiB < 250 &&
    !writtenAgain &&
    !(randomToAscending < 0.5) &&
    all.every(
      (r) =>
        r.jobToFloor >= 1 &&
        r.jobToSqlite3 >= 0.5 &&
        r.jobToNaive >= 8 &&
        r.againToFirst >= 1.25 &&
        r.undoToJob <= 2 &&
        r.dryRunToJob >= 1,
    );
  for (const [order, r] of Object.entries(ratios))
    console.log(
      `\n${order}: job is ${r.jobToFloor} × the floor, ${r.jobToNaive} × the naive way, ${r.jobToSqlite3} × sqlite3 .import; again ${r.againToFirst} ×, undo takes ${r.undoToJob} × its time, dry run ${r.dryRunToJob} × the first import`,
    );
  if (ratios.ascending !== undefined && ratios.random !== undefined)
    console.log(`random order is ${randomToAscending} × ascending`);
  console.log(`peak of the job's process: ${peakMiB} MiB (limit 250)`);
  return { rows, ok, peakMiB, randomToAscending, ratios, results };
}
