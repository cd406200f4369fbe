/** A Redis of the site's own in place of the bundled one: where it is, from a URL. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../../../workers/errors.ts';
import { dataPaths } from '../../../workers/paths.ts';
import type { RedisTarget } from '../../../workers/protocol.ts';

const settings = z.object({
  redis: z.object({ url: z.string(), caFile: z.string().optional() }).optional(),
});

/**
 * The external Redis that this install is to use: `DOCKHAND_REDIS_URL` (and `DOCKHAND_REDIS_CA`), else `redis.url` (and
 * `redis.caFile`) of `settings.json` in the data folder.
 * @returns null for the bundled one.
 * @throws UserError `settings-invalid`, `redis-url-invalid`, `redis-ca-unreadable`.
 */
export function externalRedis(dataDir: string, env: NodeJS.ProcessEnv): RedisTarget | null {
  const url = env['DOCKHAND_REDIS_URL'];
  if (url !== undefined && url !== '') return parseRedisUrl(url, readCa(env['DOCKHAND_REDIS_CA']));
  const set = readSettings(dataPaths(dataDir).settings).redis;
  return set === undefined ? null : parseRedisUrl(set.url, readCa(set.caFile));
}

/**
 * The same, for the process that runs the engine. The variable goes: it holds a password, and every process that is started from
 * here would inherit it.
 */
export function takeExternalRedis(dataDir: string, env: NodeJS.ProcessEnv): RedisTarget | null {
  const target = externalRedis(dataDir, env);
  delete env['DOCKHAND_REDIS_URL'];
  return target;
}

function readSettings(path: string): z.output<typeof settings> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new UserError('settings-invalid', `${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return settings.parse(JSON.parse(text));
  } catch (error) {
    throw new UserError(
      'settings-invalid',
      `${path} is not what Dockhand expects, such as {"redis":{"url":"rediss://user:password@host:6379"}}. Correct it or remove it.`,
      { cause: error },
    );
  }
}

function readCa(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      'redis-ca-unreadable',
      `The certificate authority's file for Redis cannot be read: ${(error as Error).message}`,
    );
  }
}

const schemes: Record<string, { kind: 'node' | 'sentinel' | 'cluster'; tls: boolean; port: number }> = {
  redis: { kind: 'node', tls: false, port: 6379 },
  rediss: { kind: 'node', tls: true, port: 6379 },
  'redis+sentinel': { kind: 'sentinel', tls: false, port: 26_379 },
  'rediss+sentinel': { kind: 'sentinel', tls: true, port: 26_379 },
  'redis+cluster': { kind: 'cluster', tls: false, port: 6379 },
  'rediss+cluster': { kind: 'cluster', tls: true, port: 6379 },
};

/**
 * `redis://[user[:password]@]host[:port][/db]`, `rediss://…` for TLS, `redis+sentinel://…@host1,host2/MASTER[/db]`,
 * `redis+cluster://…@host1,host2`; the last two with `rediss+` for TLS as well. User and password are percent-encoded.
 * @param ca PEM of the authority that signed the server's certificate; the system's when left out.
 * @throws UserError `redis-url-invalid`, which never repeats the password.
 */
export function parseRedisUrl(url: string, ca?: string): RedisTarget {
  const parts = /^([a-z+]+):\/\/(?:([^@/]*)@)?([^@/]*)(\/[^?#]*)?$/.exec(url.trim());
  const scheme = schemes[parts?.[1] ?? ''];
  if (parts === null || scheme === undefined)
    throw invalid('it has to begin with redis://, rediss://, redis+sentinel:// or redis+cluster://');
  const [, , credentials, hosts = '', path = ''] = parts;
  const nodes = hosts.split(',').map((host) => hostAndPort(host, scheme.port));
  const [first] = nodes;
  if (first === undefined) throw invalid('it names no host');
  const access = {
    ...userAndPassword(credentials),
    ...(scheme.tls ? { tls: ca === undefined ? {} : { ca } } : {}),
  };
  const segments = path.split('/').filter((segment) => segment !== '');
  switch (scheme.kind) {
    case 'node':
      if (nodes.length > 1 || segments.length > 1)
        throw invalid('one server has one host, and at most a database number');
      return { ...first, ...access, ...named(access, first.host), db: database(segments[0]) };
    case 'sentinel': {
      const [master, db] = segments;
      if (master === undefined) throw invalid("the master's name is missing: redis+sentinel://host/MASTER");
      return { sentinels: nodes, master: decoded(master), ...access, db: database(db) };
    }
    default:
      if (segments.length > 0) throw invalid('a cluster has no database numbers');
      return { cluster: nodes, ...access };
  }
}

/** Where it is, for people: never the password. */
export function redisPlace(target: RedisTarget): string {
  if ('cluster' in target)
    return `cluster ${target.cluster.map(({ host, port }) => `${host}:${port}`).join(', ')}`;
  if ('sentinels' in target)
    return `${target.master} by ${target.sentinels.map(({ host, port }) => `${host}:${port}`).join(', ')}`;
  return `${target.host}:${target.port}`;
}

/** One server has the name that a person wrote; of several each proves its own. */
function named({ tls }: { tls?: { ca?: string } }, servername: string) {
  return tls === undefined ? {} : { tls: { ...tls, servername } };
}

function hostAndPort(text: string, otherwise: number): { host: string; port: number } {
  const parts = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d+))?$/i.exec(text);
  if (parts?.[1] === undefined) throw invalid('it names no host, or one that is not a name or an address');
  const port = parts[2] === undefined ? otherwise : Number(parts[2]);
  if (port < 1 || port > 65_535) throw invalid(`${parts[2] ?? ''} is not a port`);
  return { host: parts[1].replace(/^\[(.*)\]$/, '$1'), port };
}

function userAndPassword(credentials: string | undefined): { username?: string; password: string } {
  if (credentials === undefined) return { password: '' };
  const colon = credentials.indexOf(':');
  if (colon < 0) return { username: decoded(credentials), password: '' };
  const username = decoded(credentials.slice(0, colon));
  return { ...(username === '' ? {} : { username }), password: decoded(credentials.slice(colon + 1)) };
}

function database(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d{1,4}$/.test(text)) throw invalid('the database is a number, such as /0');
  return Number(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('a % in it is not followed by two hexadecimal digits');
  }
}

function invalid(why: string): UserError {
  return new UserError('redis-url-invalid', `The address of Redis (redis.url) cannot be used: ${why}.`);
}
