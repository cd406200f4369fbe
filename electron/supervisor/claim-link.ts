/**
 * The claim where sockets are files (macOS): a link `engine.lock` in the data folder that points to the holder's socket in /tmp, whose
 * path has to be short. Making a link is atomic and fails when there is one. After a crash the link is left over and points to a socket
 * that nobody listens on; then it is replaced.
 */
import { randomBytes } from 'node:crypto';
import { readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { askClaim, openClaim } from './claim-socket.ts';

/** Long enough for two starts that both found a left-over link to see whose it is now. */
const settleMs = 150;

export type LinkClaim = { release: () => Promise<void> } | { holder: string | null };

/** Claims the folder, or tells what its holder says. */
export async function claimByLink(dataDir: string): Promise<LinkClaim> {
  const link = join(dataDir, 'engine.lock');
  const name = `/tmp/dockhand-${randomBytes(8).toString('hex')}.sock`;
  const socket = await openClaim(name);
  if (socket === null) throw new Error(`${name} is in use.`);
  const release = async () => {
    if ((await target(link)) === name) await rm(link, { force: true });
    await socket.close();
  };
  if (await makeLink(name, link)) return { release };
  const holder = await holderOf(link);
  if (holder === null && (await takeOver(name, link))) return { release };
  await socket.close();
  return { holder: holder ?? (await holderOf(link)) };
}

/**
 * Replaces a link that was left over; of several that do so at a time the last one has it, and all others see that.
 * @param settled is over when all others that saw the same link must have done this.
 */
export async function takeOver(
  name: string,
  link: string,
  settled: () => Promise<unknown> = () => wait(settleMs),
): Promise<boolean> {
  await removeAtomically(link);
  if (!(await makeLink(name, link))) return false;
  await settled();
  return (await target(link)) === name;
}

async function makeLink(to: string, link: string): Promise<boolean> {
  try {
    await symlink(to, link);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function target(link: string): Promise<string | null> {
  return readlink(link).catch(() => null);
}

async function holderOf(link: string): Promise<string | null> {
  const name = await target(link);
  return name === null ? null : askClaim(name);
}

/** By renaming, so that of two starts each takes away at most what it saw or what the other has just made, and then both look again. */
async function removeAtomically(link: string): Promise<void> {
  const aside = `${link}.${randomBytes(4).toString('hex')}`;
  await rename(link, aside).catch(() => {});
  await rm(aside, { force: true });
}
