/** Whether a Redis can be trusted with the queues, and setting right what is not as it must be. */
import { Cluster, type Redis } from 'ioredis';
import type { Logger } from '../log.ts';

/** What matters of its settings. */
export interface RedisSettings {
  evictionPolicy: string;
  appendOnly: boolean;
  /** `master` or `slave`, as INFO has it. */
  role: string;
}

export type Unfit =
  /** Under pressure it throws waiting jobs away without an error. */
  | 'evicts'
  /** Jobs cannot be written to it. */
  | 'read-only';

/** Why it must not be given jobs; null when it may. Without an append-only file it may: SQLite knows every job. */
export function unfitness({ evictionPolicy, role }: RedisSettings): Unfit | null {
  if (role !== 'master') return 'read-only';
  return evictionPolicy === 'noeviction' ? null : 'evicts';
}

export interface Fitness {
  /** Looks, sets right what can be set right, and remembers. @throws when Redis does not answer. */
  check(): Promise<void>;
  /** As of the last look on this connection; `unknown` before it. Null alone means that jobs may be handed over. */
  readonly unfit: Unfit | 'unknown' | null;
}

/**
 * @param client of the api child. A service that forbids CONFIG is taken as it is: an evicting one is refused, and nothing is handed
 * over until it is set up otherwise.
 */
export function watchFitness(client: Redis, log: Logger): Fitness {
  let unfit: Unfit | 'unknown' | null = 'unknown';
  let said: Unfit | null = null;
  /** Settings that a server has refused to have changed: not asked for again at every look. */
  const refused = new Set<string>();
  // Whoever answers next may be another server.
  client.on('close', () => {
    unfit = 'unknown';
    refused.clear();
  });

  async function set(server: Redis, name: string, value: string): Promise<boolean> {
    if (refused.has(name)) return false;
    try {
      await server.config('SET', name, value);
      log.warn('redis set right', { [name]: value });
      return true;
    } catch (error) {
      refused.add(name);
      log.warn('redis cannot be set right', { [name]: value, error: (error as Error).message });
      return false;
    }
  }

  async function look(server: Redis): Promise<Unfit | null> {
    const settings = await settingsOf(server);
    if (!settings.appendOnly) await set(server, 'appendonly', 'yes');
    const found = unfitness(settings);
    return found === 'evicts' && (await set(server, 'maxmemory-policy', 'noeviction')) ? null : found;
  }

  return {
    get unfit() {
      return unfit;
    },
    async check() {
      const found = await Promise.all(serversOf(client).map(look));
      unfit = found.find((each) => each !== null) ?? null;
      if (unfit !== said) log[unfit === null ? 'info' : 'error']('redis fitness', { unfit });
      said = unfit;
    },
  };
}

/** Of a cluster every master: a command without a key goes to any of them. */
function serversOf(client: Redis | Cluster): Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

/** By INFO, which also services without CONFIG answer. */
async function settingsOf(client: Redis): Promise<RedisSettings> {
  const info = await client.info();
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  return {
    evictionPolicy: field('maxmemory_policy'),
    appendOnly: field('aof_enabled') === '1',
    role: field('role'),
  };
}
