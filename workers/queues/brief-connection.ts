/** A connection for one question: says what is, and does not wait for what may be. */
import type { Redis } from 'ioredis';
import type { RedisTarget } from '../protocol.ts';
import { redisClient } from './redis-client.ts';

const limitMs = 2000;

/**
 * Connects once, asks, and closes.
 * @throws what keeps Redis from answering within two seconds, as it says it itself: refused, wrong password, no trust in its certificate.
 */
export async function askRedis<T>(target: RedisTarget, ask: (client: Redis) => Promise<T>): Promise<T> {
  const client = redisClient(target, {
    lazyConnect: true,
    connectTimeout: limitMs,
    commandTimeout: limitMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // What went wrong is said here; what rejects below only says that the connection is closed.
  let trouble: Error | null = null;
  client.on('error', (error: Error) => {
    trouble ??= error;
  });
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    throw trouble ?? error;
  } finally {
    client.disconnect();
  }
}
