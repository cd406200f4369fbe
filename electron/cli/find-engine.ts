/**
 * The engine of a data folder: the one that runs there, or the right to start one. Several commands may be here at once; each looks
 * again until it has one or the other, so that the second uses the first one's engine, and takes over when that ends.
 */
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../workers/errors.ts';
import { claimDataFolder, type Claim, type RunningEngine } from '../supervisor/data-folder.ts';
import type { Endpoint } from './client.ts';
import { describeError } from './exit.ts';

export type Found = { running: Endpoint & { pid: number } } | { release(): Promise<void> };

export interface FindOptions {
  dataDir: string;
  say: (sentence: string) => void;
  signal: AbortSignal;
}

const lookEveryMs = 100;
/** A first start may have to migrate a large database. */
const startingLimitMs = 5 * 60_000;
/** The api of a running engine is started again within seconds after a crash. */
const silentLimitMs = 30_000;
/** A person is told what is waited for after this time. */
const patienceMs = 2_000;

/**
 * @throws UserError `data-folder-unusable`, `engine-starting`, `engine-silent`, `engine-without-door`; the signal's reason.
 */
export async function findEngine({ dataDir, say, signal }: FindOptions): Promise<Found> {
  if (!existsSync(dataDir)) say(`Making a new data folder: ${dataDir}`);
  const begun = Date.now();
  for (let told = false; ; await delay(lookEveryMs)) {
    signal.throwIfAborted();
    const claim = await claimFolder(dataDir);
    if (claim.held) return { release: () => claim.release() };
    const running = claim.by === null ? null : withDoor(claim.by, dataDir);
    if (running !== null && (await answers(running.url, signal))) return { running };
    const waited = Date.now() - begun;
    if (waited > (running === null ? startingLimitMs : silentLimitMs)) throw tooLong(claim.by, dataDir);
    if (!told && waited > patienceMs) {
      say('Waiting for another Dockhand on this data folder that is starting or stopping.');
      told = true;
    }
  }
}

async function claimFolder(dataDir: string): Promise<Claim> {
  try {
    return await claimDataFolder(dataDir);
  } catch (error) {
    throw new UserError(
      'data-folder-unusable',
      `The data folder cannot be used. ${describeError(error).message} Choose another with --data DIR.`,
      { cause: error },
    );
  }
}

function withDoor({ url, token, pid }: RunningEngine, dataDir: string): Endpoint & { pid: number } {
  if (url !== null && token !== null) return { url, token, pid };
  throw new UserError(
    'engine-without-door',
    `Dockhand runs on ${dataDir} (process ${pid}) for its own window only. Quit it, then run this again.`,
  );
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

function tooLong(by: RunningEngine | null, dataDir: string): UserError {
  return by === null
    ? new UserError(
        'engine-starting',
        `Another Dockhand has been starting on ${dataDir} for minutes. Look into its logs folder, or end it and try again.`,
      )
    : new UserError(
        'engine-silent',
        `Dockhand runs on ${dataDir} (process ${by.pid}) and does not answer. Look into its logs folder, or end it and try again.`,
      );
}
