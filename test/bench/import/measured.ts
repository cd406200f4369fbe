/** What a contender reports, and how it reports it. */
import { readFileSync } from 'node:fs';

export interface Measured {
  rows: number;
  /** Of the work alone: without starting the process, making the schema or staging the file. */
  ms: number;
  /** Processor time of the process since it started, and of its main thread: what the machine was busy with besides does not count. */
  cpuMs: number;
  mainThreadCpuMs: number;
  /** Largest resident size of the process from its start to its end, in MiB. */
  peakMiB: number;
  /** Whatever else is worth a look. */
  note?: Record<string, number>;
}

/** The last line that a contender prints. */
export function report(rows: number, ms: number, note?: Record<string, number>): void {
  const measured: Measured = {
    rows,
    ms,
    ...cpuTimes(),
    peakMiB: peakMiB(),
    ...(note === undefined ? {} : { note }),
  };
  console.log(JSON.stringify(measured));
}

/** Largest resident size of this process so far. */
export function peakMiB(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Math.round(Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }
}

function cpuTimes(): Pick<Measured, 'cpuMs' | 'mainThreadCpuMs'> {
  const sum = ({ user, system }: NodeJS.CpuUsage) => Math.round((user + system) / 1000);
  return { cpuMs: sum(process.cpuUsage()), mainThreadCpuMs: sum(process.threadCpuUsage()) };
}
