/**
 * Excel workbooks: what reading one costs before the job can begin, that the job then is as quick as from text, and that the memory of
 * neither grows with the file. The texts are shared, as Excel writes them: half a million different ones in 100,000 rows.
 */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carrierHeaders, carrierRow } from '../../support/carrier-file.ts';
import { sheetOf } from '../../support/workbook.ts';
import type { Measured } from './measured.ts';

/** Runs a script in a process of its own and gives its last line. */
type Run = (script: string, ...args: string[]) => unknown;

interface Prepared {
  importId: string;
  jobId: string;
  stagedMs: number;
  peakMiB: number;
}

export interface WorkbookResult {
  rows: number;
  stagedRowsPerSecond: number;
  jobRowsPerSecond: number;
  /** Of the process that stages, with the thread that converts; and of the job's. */
  stagingPeakMiB: number;
  jobPeakMiB: number;
}

/** @param rows of the larger workbook; the smaller one has a tenth. */
export function measureWorkbooks(
  folder: string,
  rows: number,
  { run, prepare, job }: { run: Run; prepare: string; job: string },
) {
  const results = [Math.round(rows / 10), rows].map((count) => {
    const file = join(folder, `carriers-${count}.xlsx`);
    const data = join(folder, `data-workbook-${count}`);
    const cells = Array.from({ length: count }, (_, i) => carrierRow(i, 'random'));
    writeFileSync(file, sheetOf([[...carrierHeaders], ...cells]));
    const prepared = run(prepare, data, file) as Prepared;
    const measured = run(job, data, prepared.importId, prepared.jobId) as Measured;
    if (measured.rows !== count) throw new Error(`${measured.rows} rows of ${count} came in.`);
    const result: WorkbookResult = {
      rows: count,
      stagedRowsPerSecond: Math.round((count * 1000) / prepared.stagedMs),
      jobRowsPerSecond: Math.round((count * 1000) / measured.ms),
      stagingPeakMiB: prepared.peakMiB,
      jobPeakMiB: measured.peakMiB,
    };
    console.log(
      `  workbook of ${count.toLocaleString('en')} rows, ${(statSync(file).size / 1e6).toFixed(1)} MB: staged at ${result.stagedRowsPerSecond.toLocaleString('en')} rows/s in ${result.stagingPeakMiB} MiB, job at ${result.jobRowsPerSecond.toLocaleString('en')} rows/s in ${result.jobPeakMiB} MiB`,
    );
    rmSync(data, { recursive: true, force: true });
    return result;
  });
  const [small, large] = results as [WorkbookResult, WorkbookResult];
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  const stagingGrowth = ratio(large.stagingPeakMiB, small.stagingPeakMiB);
  const jobGrowth = ratio(large.jobPeakMiB, small.jobPeakMiB);
  console.log(
    `ten times the rows take ${stagingGrowth} × the memory to stage (limit ${mostGrowth.staging}) and ${jobGrowth} × in the job (limit ${mostGrowth.job})`,
  );
  const ok =
    stagingGrowth <= mostGrowth.staging && jobGrowth <= mostGrowth.job && large.jobPeakMiB < mostJobMiB;
  return { ok, stagingGrowth, jobGrowth, results };
}

/**
 * What is held would grow tenfold. The rest is room that the collector leaves, and in the job SQLite's cache of 64 MiB, which only the
 * larger file fills.
 */
const mostGrowth = { staging: 1.5, job: 1.7 };
/** As for text. */
const mostJobMiB = 250;
