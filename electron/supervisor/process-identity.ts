/** Which process a number means: numbers are given out again, start times are not. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * An opaque text that differs for every process that ever had this number; null when there is no such process (one that has ended
 * and only waits to be collected by its parent is none).
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    if (process.platform === 'linux') return await fromProc(pid);
    if (process.platform === 'win32') return await fromPowerShell(pid);
    return await fromPs(pid);
  } catch {
    return null;
  }
}

/** Boot and start time in clock ticks since then: proc(5), /proc/pid/stat, fields 3 and 22. */
async function fromProc(pid: number): Promise<string | null> {
  const [stat, bootId] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // The name in field 2 is in parentheses and may hold anything, parentheses and spaces too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  if (startTime === undefined || state === 'Z' || state === 'X') return null;
  return `${bootId.trim()}/${startTime}`;
}

async function fromPs(pid: number): Promise<string | null> {
  const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C' },
    timeout: 5_000,
  });
  const [, state, started] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout) ?? [];
  return started === undefined || state?.startsWith('Z') === true ? null : started;
}

async function fromPowerShell(pid: number): Promise<string | null> {
  const script = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], {
    timeout: 10_000,
    windowsHide: true,
  });
  return /^\d+/.exec(stdout.trim())?.[0] ?? null;
}
