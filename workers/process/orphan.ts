/** What a child does when its supervisor has died: nothing is to be left running, Redis included. */
import { Redis } from 'ioredis';
import type { RedisAddress } from '../protocol.ts';

/** Everything has to be over by then, whatever hangs. */
export const orphanLimitMs = 1000;

/**
 * Asks Redis to end. The password makes sure that it is ours: another server on that port refuses it. Every child asks; the first
 * one is heard. Nothing is lost by NOSAVE: the append-only file is written in any case.
 */
export async function endRedis({ host, port, password }: RedisAddress): Promise<void> {
  const redis = new Redis({
    host,
    port,
    password,
    lazyConnect: true,
    connectTimeout: 400,
    commandTimeout: 400,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.shutdown('NOSAVE');
  } catch {
    // It answers a SHUTDOWN by closing the connection, which looks like a failure; or it is gone already.
  } finally {
    redis.disconnect();
  }
}
