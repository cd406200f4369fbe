/** What the program holds at one moment: each process's heap, handles, descriptors and memory; the page's heap, nodes and listeners. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from '@playwright/test';
import type { HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';
import type { HeapReport } from './report-heap.ts';

/** By what is counted, such as `office heap` or `page nodes`. */
export type Reading = Record<string, number>;

/** @param reports the folder that report-heap.ts writes to. */
export async function gauge(engine: HeadlessEngine, page: CDPSession, reports: string): Promise<Reading> {
  const reading: Reading = {};
  const children = (await engine.client.system.status()).engine?.children ?? [];
  for (const { name, pid } of [{ name: 'supervisor', pid: engine.pid }, ...children]) {
    if (pid === null) continue;
    reading[`${name} descriptors`] = readdirSync(`/proc/${pid}/fd`).length;
    reading[`${name} memory`] = residentBytes(pid);
    if (name === 'redis') continue;
    const { heap, external, handles } = await heapOf(pid, reports);
    Object.assign(reading, {
      [`${name} heap`]: heap,
      [`${name} external`]: external,
      [`${name} handles`]: handles,
    });
  }
  return { ...reading, ...(await pageReading(page)) };
}

async function heapOf(pid: number, reports: string): Promise<HeapReport> {
  const path = join(reports, `${pid}.json`);
  rmSync(path, { force: true });
  process.kill(pid, 'SIGUSR2');
  return await until(`process ${pid} says what it holds`, () => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as HeapReport;
    } catch {
      return null;
    }
  });
}

function residentBytes(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

async function pageReading(page: CDPSession): Promise<Reading> {
  await page.send('HeapProfiler.collectGarbage');
  await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? NaN;
  return {
    'page heap': of('JSHeapUsedSize'),
    'page nodes': of('Nodes'),
    'page listeners': of('JSEventListeners'),
    'page documents': of('Documents'),
  };
}
