/** Whether a Redis can be trusted with the queues, and setting right what is not as it must be. */
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import { factsOf, serversOf, unfitness, type Unfit } from './redis-facts.ts';

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
    const facts = await factsOf(server);
    if (!facts.appendOnly) await set(server, 'appendonly', 'yes');
    const found = unfitness(facts);
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
