/** Talks to Redis on the supervisor's behalf: what it is, whether it lives, and the request to shut down. */
import { Redis } from 'ioredis';
import type { RedisAddress } from '../../../workers/protocol.ts';

/** What a server says of itself. */
export interface RedisFacts {
  /** Process number as the server sees it. */
  pid: number;
  appendonly: string;
  maxmemoryPolicy: string;
}

export interface RedisProber {
  /** @throws when it cannot be reached, is still loading, or does not accept the password. */
  facts(): Promise<RedisFacts>;
  /** @returns whether the append-only file can be written. @throws when there is no answer within the limit. */
  ping(): Promise<{ canWrite: boolean }>;
  /** Asks it to write what is due and to end. Done when the connection is gone, or when it could not be asked. */
  shutdown(): Promise<void>;
  close(): void;
}

const answerLimitMs = 5_000;

export type ConnectProber = (address: RedisAddress) => RedisProber;

/** A prober that connects at the first question, and again at the next after a connection was lost. */
export const connectProber: ConnectProber = (address) => {
  const redis = new Redis({
    host: address.host,
    port: address.port,
    password: address.password,
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 1_000,
    commandTimeout: answerLimitMs,
  });
  // Without a listener ioredis prints every lost connection; each question's own rejection says the same.
  redis.on('error', () => {});
  let connecting: Promise<void> | null = null;
  const connected = async () => {
    if (redis.status === 'ready') return;
    connecting ??= redis.connect().finally(() => (connecting = null));
    await connecting;
  };
  return {
    async facts() {
      await connected();
      const [server, persistence, appendonly, policy] = await Promise.all([
        redis.info('server'),
        redis.info('persistence'),
        redis.config('GET', 'appendonly'),
        redis.config('GET', 'maxmemory-policy'),
      ]);
      // INFO and CONFIG are answered while the file is still being read; nothing else is.
      if (infoField(persistence, 'loading') === '1') throw new Error('Redis is loading its file.');
      return {
        pid: Number(infoField(server, 'process_id')),
        appendonly: configValue(appendonly),
        maxmemoryPolicy: configValue(policy),
      };
    },
    async ping() {
      await connected();
      return { canWrite: infoField(await redis.info('persistence'), 'aof_last_write_status') !== 'err' };
    },
    async shutdown() {
      try {
        await connected();
        await redis.shutdown('NOSAVE');
      } catch {
        // The answer to a SHUTDOWN that worked is a closed connection.
      }
    },
    close: () => redis.disconnect(),
  };
};

/** One field of an INFO reply; the empty string when it is not there. */
export function infoField(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
}

/** The value in the reply `[name, value]` to CONFIG GET. */
function configValue(reply: unknown): string {
  return Array.isArray(reply) ? String(reply[1]) : '';
}
