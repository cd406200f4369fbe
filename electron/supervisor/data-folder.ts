/**
 * One engine per data folder and machine, for all of its users. On Linux the claim is an abstract socket and on Windows a named pipe, both
 * named after the folder's real path and both without a file that could be left over; elsewhere see claim-link.ts.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { claimByLink } from './claim-link.ts';
import { askClaim, holderPid, holderUser, openClaim } from './claim-socket.ts';
import { readEngineFile, type RunningEngine } from './engine-file.ts';

export type { RunningEngine } from './engine-file.ts';

export type Claim =
  | { held: true; release(): Promise<void> }
  /** `by` is null while the other one is still starting, or when its file is another user's; `user` when it does not say. */
  | { held: false; by: RunningEngine | null; user: string | null };

/** Creates the folder if need be, and claims it for this process until `release` or its end. */
export async function claimDataFolder(dataDir: string): Promise<Claim> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const name = socketName(realpathSync.native(dataDir));
  if (name === null) {
    const claim = await claimByLink(dataDir);
    return 'release' in claim ? { held: true, release: claim.release } : refusal(dataDir, claim.holder);
  }
  const socket = await openClaim(name);
  return socket === null
    ? refusal(dataDir, await askClaim(name))
    : { held: true, release: () => socket.close() };
}

/**
 * The name of the claim on a folder, null where sockets are files.
 * @param realPath without links, in the case that the file system gives it.
 */
export function socketName(realPath: string, platform: NodeJS.Platform = process.platform): string | null {
  const hash = createHash('sha256').update(realPath).digest('hex').slice(0, 32);
  if (platform === 'linux') return `\0dockhand-${hash}`;
  return platform === 'win32' ? String.raw`\\.\pipe\dockhand-${hash}` : null;
}

async function refusal(dataDir: string, holder: string | null): Promise<Claim> {
  const engine = await readEngineFile(dataDir);
  // The file of an engine that was killed says nothing about the one that is starting now.
  const by = engine !== null && engine.pid === holderPid(holder) ? engine : null;
  return { held: false, by, user: holderUser(holder) };
}
