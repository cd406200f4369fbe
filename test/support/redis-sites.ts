/** Real Redis as sites run it themselves: with TLS and an ACL user, under a sentinel, as a cluster of three. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findRedis } from '../../electron/supervisor/redis/find.ts';
import { freePort } from '../../electron/supervisor/redis/port.ts';
import type { RedisTarget } from '../../workers/protocol.ts';
import { endRedisProcess, launchRedisProcess, testRedisPrefix } from './redis.ts';

export type SiteKind = 'tls' | 'sentinel' | 'cluster';

export interface RedisSite {
  readonly target: RedisTarget;
  /** SIGKILL of the server that holds the queues; done when another has taken over, or the same is there again. */
  strike(): Promise<void>;
  /** Empties every server. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const common = [
  'bind 127.0.0.1',
  'save ""',
  'appendonly yes',
  'maxmemory-policy noeviction',
  'loglevel notice',
];

/** One server of a site. */
class Server {
  readonly #program: string;
  readonly #arguments: string[];
  readonly dir: string;
  readonly port: number;
  #process: Awaited<ReturnType<typeof launchRedisProcess>> | null = null;

  constructor(program: string, dir: string, port: number, config: string[], extra: string[] = []) {
    this.#program = program;
    this.#arguments = extra;
    this.dir = dir;
    this.port = port;
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'redis.conf'), [...config, ''].join('\n'), { mode: 0o600 });
  }

  async start(): Promise<void> {
    this.#process = await launchRedisProcess(this.#program, this.dir, this.#arguments);
  }

  async kill(): Promise<void> {
    if (this.#process !== null) await endRedisProcess(this.#process);
  }
}

/** A cluster of three, whose servers' settings can be changed and asked for. */
export interface ClusterSite extends RedisSite {
  set(setting: string, value: string): Promise<void>;
  get(setting: string): Promise<string[]>;
}

export async function startRedisSite(kind: 'cluster'): Promise<ClusterSite>;
export async function startRedisSite(kind: SiteKind): Promise<RedisSite>;
export async function startRedisSite(kind: SiteKind): Promise<RedisSite> {
  const { path } = await findRedis();
  const root = mkdtempSync(join(tmpdir(), `${testRedisPrefix}${process.pid}-`));
  const site = await starters[kind](path, root);
  return {
    ...site,
    async stop() {
      await site.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const starters: Record<SiteKind, (program: string, root: string) => Promise<RedisSite>> = {
  tls: startTls,
  sentinel: startSentinel,
  cluster: startCluster,
};

/** TLS alone, and a user who may touch no keys but Dockhand's, and no settings. */
async function startTls(program: string, root: string): Promise<RedisSite> {
  const certificate = makeCertificate(root);
  const [password, port] = [secret(), await freePort()];
  const server = new Server(program, join(root, 'node'), port, [
    ...common,
    'port 0',
    `tls-port ${port}`,
    `tls-cert-file ${certificate.cert}`,
    `tls-key-file ${certificate.key}`,
    `tls-ca-cert-file ${certificate.ca}`,
    'tls-auth-clients no',
    'user default off',
    `user dockhand on >${password} ~{dockhand* &* +@all -config -shutdown -acl`,
  ]);
  await server.start();
  const tls = { ca: readFileSync(certificate.ca, 'utf8'), servername: 'localhost' };
  const target = { host: '127.0.0.1', port, username: 'dockhand', password, tls };
  return {
    target,
    async strike() {
      await server.kill();
      await server.start();
    },
    flush: () => asked(target, async (client) => void (await client.flushall())),
    stop: () => server.kill(),
  };
}

function makeCertificate(root: string): { ca: string; cert: string; key: string } {
  const file = (name: string) => join(root, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const [ca, cert, key] = [file('ca.crt'), file('server.crt'), file('server.key')];
  writeFileSync(file('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    file('ca.key'),
    '-out',
    ca,
    '-subj',
    '/CN=Test authority',
    '-days',
    '2',
  );
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    file('server.csr'),
    '-subj',
    '/CN=localhost',
  );
  openssl(
    'x509',
    '-req',
    '-in',
    file('server.csr'),
    '-CA',
    ca,
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-out',
    cert,
    '-days',
    '2',
    '-extfile',
    file('names'),
  );
  return { ca, cert, key };
}

/** A master, its replica, and a sentinel that makes the replica the master. */
async function startSentinel(program: string, root: string): Promise<RedisSite> {
  const password = secret();
  const ports = [await freePort(), await freePort()] as const;
  const node = (name: string, port: number, more: string[]) =>
    new Server(program, join(root, name), port, [
      ...common,
      `port ${port}`,
      `requirepass ${password}`,
      `masterauth ${password}`,
      'repl-diskless-sync-delay 0',
      ...more,
    ]);
  const servers = [node('one', ports[0], []), node('two', ports[1], [`replicaof 127.0.0.1 ${ports[0]}`])];
  const sentinelPort = await freePort();
  const sentinel = new Server(
    program,
    join(root, 'sentinel'),
    sentinelPort,
    [
      'bind 127.0.0.1',
      `port ${sentinelPort}`,
      `sentinel monitor warehouse 127.0.0.1 ${ports[0]} 1`,
      `sentinel auth-pass warehouse ${password}`,
      'sentinel down-after-milliseconds warehouse 700',
      'sentinel failover-timeout warehouse 3000',
    ],
    ['--sentinel'],
  );
  for (const server of [...servers, sentinel]) await server.start();
  const own = { host: '127.0.0.1', port: sentinelPort, password: '' };
  const masterPort = () =>
    asked(own, async (client) => {
      const [, port] = (await client.call('SENTINEL', 'get-master-addr-by-name', 'warehouse')) as string[];
      return Number(port);
    });
  await until(() =>
    asked({ host: '127.0.0.1', port: ports[0], password }, async (client) =>
      /slave0:.*state=online/.test(await client.info('replication')),
    ),
  );
  await until(() => asked(own, async (client) => (await client.info('sentinel')).includes('slaves=1')));
  return {
    target: { sentinels: [{ host: '127.0.0.1', port: sentinelPort }], master: 'warehouse', password },
    async strike() {
      const port = await masterPort();
      const master = servers.find((server) => server.port === port);
      await master?.kill();
      await until(async () => (await masterPort()) !== port);
      await master?.start();
    },
    async flush() {
      const port = await masterPort();
      await asked({ host: '127.0.0.1', port, password }, (client) => client.flushall());
    },
    async stop() {
      for (const server of [sentinel, ...servers]) await server.kill();
    },
  };
}

/** Three masters with a third of the slots each. */
async function startCluster(program: string, root: string): Promise<ClusterSite> {
  const password = secret();
  const servers: Server[] = [];
  const bus: number[] = [];
  for (const name of ['one', 'two', 'three']) {
    const [port, busPort] = [await freePort(), await freePort()];
    const server = new Server(program, join(root, name), port, [
      ...common,
      `port ${port}`,
      `requirepass ${password}`,
      `masterauth ${password}`,
      'cluster-enabled yes',
      `cluster-port ${busPort}`,
      'cluster-node-timeout 3000',
    ]);
    await server.start();
    servers.push(server);
    bus.push(busPort);
  }
  const on = <T>(server: Server, ask: (client: Redis) => Promise<T>) =>
    asked({ host: '127.0.0.1', port: server.port, password }, ask);
  for (const [index, server] of servers.entries()) {
    const [from, to] = [Math.ceil((16_384 / 3) * index), Math.ceil((16_384 / 3) * (index + 1)) - 1];
    await on(server, (client) => client.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to)));
    await on(server, (client) => client.call('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1)));
  }
  // Only now: a server that another has met knows it at once, and one that knows another takes no epoch.
  for (const [index, server] of servers.entries())
    for (const [other, { port }] of servers.entries())
      if (other !== index)
        await on(server, (client) =>
          client.call('CLUSTER', 'MEET', '127.0.0.1', String(port), String(bus[other])),
        );
  const isWhole = async () => {
    const states = await Promise.all(
      servers.map((server) => on(server, (client) => client.call('CLUSTER', 'INFO'))),
    );
    return states.every((state) => /cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(String(state)));
  };
  await until(isWhole);
  return {
    target: { cluster: servers.map(({ port }) => ({ host: '127.0.0.1', port })), password },
    async strike() {
      const sizes = await Promise.all(servers.map((server) => on(server, (client) => client.dbsize())));
      const holder = servers[sizes.indexOf(Math.max(...sizes))];
      await holder?.kill();
      await holder?.start();
      await until(isWhole);
    },
    async set(setting, value) {
      for (const server of servers) await on(server, (client) => client.config('SET', setting, value));
    },
    get: (setting) =>
      Promise.all(
        servers.map((server) =>
          on(server, async (client) => ((await client.config('GET', setting)) as string[])[1] ?? ''),
        ),
      ),
    async flush() {
      for (const server of servers) await on(server, (client) => client.flushall());
    },
    async stop() {
      for (const server of servers) await server.kill();
    },
  };
}

async function asked<T>(target: RedisTarget, ask: (client: Redis) => Promise<T>): Promise<T> {
  if (!('host' in target)) throw new Error('One server is asked at a time.');
  const { host, port, username, password, tls } = target;
  const client = new Redis({
    host,
    port,
    ...(username === undefined ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(tls === undefined ? {} : { tls }),
    retryStrategy: null,
    enableReadyCheck: false,
  });
  client.on('error', () => {});
  try {
    return await ask(client);
  } finally {
    client.disconnect();
  }
}

async function until(holds: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
  for (const end = Date.now() + limitMs; ;) {
    if (await holds().catch(() => false)) return;
    if (Date.now() > end) throw new Error(`The Redis servers were not ready within ${limitMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
