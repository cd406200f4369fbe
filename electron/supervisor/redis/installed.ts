/** A Redis (or Valkey, its free successor) that somebody installed on this machine. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isSupported, versionOf } from './version.ts';

const programNames = process.platform === 'win32' ? ['redis-server.exe'] : ['redis-server', 'valkey-server'];

/** Where package managers put it when the PATH of a desktop session does not say so. */
const usualFolders =
  process.platform === 'win32'
    ? [String.raw`C:\Program Files\Redis`, String.raw`C:\Program Files\Redis-Windows`]
    : ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/opt/local/bin', '/snap/bin', '/usr/sbin'];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Full path of the first of `names` that the PATH (then `extraFolders`) has; null without one. */
export function findProgram(names: readonly string[], extraFolders: readonly string[] = []): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...extraFolders];
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

/**
 * The first installed Redis that is new enough.
 * @returns `found`, or what was looked at and refused, for the message to a person.
 */
export async function findInstalled(folders?: readonly string[]): Promise<{
  found: { path: string; version: string } | null;
  refused: { path: string; version: string | null }[];
}> {
  const searched = folders ?? [
    ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
    ...usualFolders,
  ];
  const paths = new Set(searched.flatMap((folder) => programNames.map((name) => join(folder, name))));
  const refused: { path: string; version: string | null }[] = [];
  for (const path of [...paths].filter(isProgram)) {
    const version = await versionOf(path);
    if (version !== null && isSupported(version)) return { found: { path, version }, refused };
    refused.push({ path, version });
  }
  return { found: null, refused };
}
