/**
 * Loaded by `--import` into every process of the program that is watched: on SIGUSR2 it collects garbage and writes down what is left.
 * From outside a heap could be seen only through a debugger, which keeps things alive itself.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

export interface HeapReport {
  /** Bytes on the heap after a full collection. */
  heap: number;
  /** Bytes of buffers outside of it. */
  external: number;
  /** Timers, sockets, files and children that the process waits for. */
  handles: number;
}

const folder = process.env['DOCKHAND_HEAP_REPORTS'];
if (folder !== undefined && isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('SIGUSR2', () => {
    // Twice: what the first one finalises goes with the second.
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    const report: HeapReport = {
      heap: heapUsed,
      external,
      handles: process.getActiveResourcesInfo().length,
    };
    const path = join(folder, `${process.pid}.json`);
    writeFileSync(`${path}.part`, JSON.stringify(report));
    renameSync(`${path}.part`, path);
  });
}
