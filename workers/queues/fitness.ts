/** Whether a Redis can be trusted with the queues, and setting right what is not as it must be. */
import type { Redis } from 'ioredis';
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
  /** As of the last look; null before the first and while all is well. */
  readonly unfit: Unfit | null;
}

/**
 * @param client of the api child. A service that forbids CONFIG is taken as it is: an evicting one is refused, and nothing is handed
 * over until it is set up otherwise.
 */
export function watchFitness(client: Redis, log: Logger): Fitness {
  let unfit: Unfit | null = null;
  let saidAppendOnly = false;

  async function set(name: string, value: string): Promise<boolean> {
    try {
      await client.config('SET', name, value);
      log.warn('redis set right', { [name]: value });
      return true;
    } catch (error) {
      log.warn('redis cannot be set right', { [name]: value, error: (error as Error).message });
      return false;
    }
  }

  return {
    get unfit() {
      return unfit;
    },
    async check() {
      const settings = await settingsOf(client);
      if (!settings.appendOnly && !saidAppendOnly) saidAppendOnly = !(await set('appendonly', 'yes'));
      let now = unfitness(settings);
      // Refused once, it is not asked again at every look: whoever mends it does so there.
      if (now === 'evicts' && unfit !== 'evicts' && (await set('maxmemory-policy', 'noeviction'))) now = null;
      if (now !== unfit) log[now === null ? 'info' : 'error']('redis fitness', { unfit: now });
      unfit = now;
    },
  };
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
