/** What a command gets to work with. */
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../workers/errors.ts';
import { apiClient, isConnectionLost, type ApiClient, type Endpoint } from './client.ts';
import { findEngine } from './find-engine.ts';
import type { Output } from './output.ts';
import { startOwnEngine, type OwnEngine } from './own-engine.ts';

export interface Access {
  readonly client: ApiClient;
  readonly endpoint: Endpoint;
  /** Null when somebody else's is used. */
  readonly own: OwnEngine | null;
}

export interface CommandContext {
  /** Absolute. */
  readonly dataDir: string;
  readonly out: Output;
  /** Aborted when the command shall end; its reason is `Interrupted`. */
  readonly signal: AbortSignal;
  /**
   * Runs `use` against the engine of the data folder, started for the duration when there is none. An engine that goes away
   * meanwhile (the command that had started it is done) is replaced, and `use` is called again: it must be able to go on from
   * what it has done so far, and must not have printed anything.
   */
  readonly withEngine: <T>(use: (access: Access) => Promise<T>) => Promise<T>;
}

/** An engine that breaks down this often under one command will not do it. */
const mostLosses = 50;
const pauseMs = 200;

export function commandContext(options: Omit<CommandContext, 'withEngine'>): CommandContext {
  const { dataDir, out, signal } = options;
  const say = (sentence: string) => out.say(sentence);

  async function open(): Promise<Access> {
    const found = await findEngine({ dataDir, say, signal });
    if ('running' in found) return access(found.running, null);
    out.progress.show('Starting Dockhand …');
    const own = await startOwnEngine({ dataDir, port: 0, say, signal, release: () => found.release() });
    return access(own.endpoint, own);
  }

  function access(endpoint: Endpoint, own: OwnEngine | null): Access {
    return { client: apiClient(endpoint, signal), endpoint, own };
  }

  async function withEngine<T>(use: (access: Access) => Promise<T>): Promise<T> {
    let current: Access | null = null;
    try {
      for (let losses = 0; ; losses += 1) {
        current ??= await open();
        try {
          return await use(current);
        } catch (error) {
          signal.throwIfAborted();
          if (!isConnectionLost(error) || losses === mostLosses) throw error;
        }
        await delay(pauseMs);
        if (current.own === null) current = null;
        else await current.own.settled().then(() => requireApi(current?.own ?? null));
      }
    } finally {
      out.progress.clear();
      await current?.own?.stop();
    }
  }

  return { ...options, withEngine };
}

/** The supervisor starts a dead api again, unless it dies all the time. */
function requireApi(own: OwnEngine | null): void {
  const api = own?.snapshot().children.find(({ role }) => role === 'api');
  if (api?.state !== 'gave-up') return;
  const reason = api.reasons.at(-1)?.reason ?? 'it does not live';
  throw new UserError('api-gave-up', `The engine's api process was given up: ${reason}. Its log says more.`);
}
