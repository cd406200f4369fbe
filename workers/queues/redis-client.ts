/** A connection to wherever Redis is: one server, the master that sentinels name, or a cluster. */
import { Cluster, Redis, type CommonRedisOptions } from 'ioredis';
import type { RedisTarget } from '../protocol.ts';

export interface ClientOptions extends CommonRedisOptions {
  enableOfflineQueue?: boolean;
  lazyConnect?: boolean;
  /** Ms until the next attempt; null is none. */
  retryStrategy: (times: number) => number | null;
}

/**
 * A client that connects by itself. A cluster's client is handed out as that of one server: Bull and our scripts use only what both
 * have, and all keys of an install carry one hash tag, so they lie on one node.
 */
export function redisClient(target: RedisTarget, options: ClientOptions): Redis {
  const { username, password, tls } = target;
  const secured = tls === undefined ? {} : { tls: { ...tls } };
  const access = { ...(username === undefined ? {} : { username }), password, ...secured };
  if ('cluster' in target) return clusterClient(target.cluster, access, options);
  if ('sentinels' in target) {
    const { sentinels, master, db } = target;
    return new Redis({
      ...options,
      ...access,
      sentinels,
      name: master,
      db: db ?? 0,
      sentinelRetryStrategy: options.retryStrategy,
      ...(tls === undefined ? {} : { enableTLSForSentinelMode: true, sentinelTLS: secured.tls ?? {} }),
      // The old master may answer for a while after it was replaced, as a replica that refuses to write.
      reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
    });
  }
  const { host, port, db } = target;
  return new Redis({ ...options, ...access, host, port, db: db ?? 0 });
}

function clusterClient(
  nodes: { host: string; port: number }[],
  access: CommonRedisOptions,
  {
    retryStrategy,
    enableOfflineQueue,
    lazyConnect,
    enableReadyCheck,
    maxRetriesPerRequest,
    ...options
  }: ClientOptions,
): Redis {
  const cluster = new Cluster(nodes, {
    clusterRetryStrategy: retryStrategy,
    enableOfflineQueue: enableOfflineQueue ?? true,
    enableReadyCheck: enableReadyCheck ?? true,
    lazyConnect: lazyConnect ?? false,
    // A node that has just lost its slot or its process is asked again shortly.
    slotsRefreshTimeout: 2000,
    // What waits may wait for as many redirections as a node's restart takes.
    maxRedirections: maxRetriesPerRequest === null ? 1_000_000 : 16,
    retryDelayOnClusterDown: 200,
    retryDelayOnFailover: 200,
    redisOptions: { ...options, ...access },
  });
  return cluster as unknown as Redis;
}
