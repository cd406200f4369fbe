/** Which Redis will do. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Bull's scripts run on older ones too; ACL hashes in the config file and `SHUTDOWN` during AOF work need this. */
export const minimumVersion = '6.2';

/** The version in what `redis-server --version` (or Valkey's) prints; null for anything else. */
export function parseVersion(output: string): string | null {
  return /\b(?:redis|valkey)\b.*?\bv=(\d+\.\d+(?:\.\d+)?)/i.exec(output)?.[1] ?? null;
}

/** Whether a version is at least `minimumVersion`, by numbers. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = minimumVersion.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Asks a program for its version; null when it cannot be run, does not answer in time or is no Redis. */
export async function versionOf(binary: string): Promise<string | null> {
  try {
    const { stdout } = await run(binary, ['--version'], { timeout: 5_000, windowsHide: true });
    return parseVersion(stdout);
  } catch {
    return null;
  }
}
