/** Redis answers, keeps its append-only file, and never evicts. */
import type { ChildSnapshot, RedisTarget } from '../../protocol.ts';
import { redisClient } from '../../queues/redis-client.ts';
import { ok, problem, warning, type Check, type Result } from './check.ts';

const limitMs = 2000;

export const redis: Check = {
  id: 'redis',
  title: 'Redis',
  async look({ redis: address, engine }) {
    const child = engine.latest?.children.find(({ role }) => role === 'redis');
    try {
      return judge(await ask(address));
    } catch (error) {
      return unreachable(child, error instanceof Error ? error.message : String(error));
    }
  },
};

export interface RedisFacts {
  version: string;
  appendOnly: boolean;
  /** Of the last write and of the last rewrite of the append-only file. */
  appendOk: boolean;
  policy: string;
}

async function ask(target: RedisTarget): Promise<RedisFacts> {
  // One attempt: doctor says what is, it does not wait for what may be.
  const client = redisClient(target, {
    lazyConnect: true,
    connectTimeout: limitMs,
    commandTimeout: limitMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // What went wrong is said here; the promise below only says that the connection is closed.
  let trouble: Error | null = null;
  client.on('error', (error: Error) => {
    trouble ??= error;
  });
  try {
    await client.connect();
    const info = parseInfo(await client.info());
    return {
      version: info.get('redis_version') ?? 'unknown',
      appendOnly: info.get('aof_enabled') === '1',
      appendOk: info.get('aof_last_write_status') === 'ok' && info.get('aof_last_bgrewrite_status') === 'ok',
      policy: info.get('maxmemory_policy') ?? 'unknown',
    };
  } catch (error) {
    throw trouble ?? error;
  } finally {
    client.disconnect();
  }
}

/** The answer to INFO: `name:value` lines and headings. */
export function parseInfo(text: string): Map<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)]] : [];
  });
  return new Map(pairs);
}

export function judge({ version, appendOnly, appendOk, policy }: RedisFacts): Result {
  if (policy !== 'noeviction') {
    return problem(
      `Redis ${version} may throw away waiting jobs when its memory is full (maxmemory-policy is ${policy}).`,
      'Restart Dockhand, which sets it. If a Redis of your own is used, set maxmemory-policy to noeviction.',
    );
  }
  if (!appendOnly) {
    return warning(
      `Redis ${version} keeps its jobs in memory only.`,
      'Restart Dockhand, which turns its append-only file on. No job is lost meanwhile: the database knows them all.',
    );
  }
  if (!appendOk) {
    return warning(
      `Redis ${version} could not write its append-only file.`,
      'Look at the free disk space. No job is lost meanwhile: the database knows them all.',
    );
  }
  return ok(`Redis ${version} answers, keeps an append-only file and evicts nothing.`);
}

function unreachable(child: ChildSnapshot | undefined, message: string): Result {
  const state = child === undefined ? '' : ` Its process is ${child.state}.`;
  const reason = child?.reasons.at(-1)?.reason;
  return problem(
    `Redis does not answer: ${message}.${state}${reason === undefined ? '' : ` Last trouble: ${reason}`}`,
    'Jobs wait until it is back and none is lost. It is started again by itself; if it does not come back, restart Dockhand.',
  );
}
