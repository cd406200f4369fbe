/** What a Redis says of itself, and what is wrong with it for the queues: one judgement for the relay, the log and doctor. */
import { Cluster, type Redis } from 'ioredis';

/** One server. */
export interface ServerFacts {
  /** Null when it does not say. */
  version: string | null;
  evictionPolicy: string;
  appendOnly: boolean;
  /** Whether the last write and the last rewrite of the append-only file went well. */
  appendOk: boolean;
  /** `master` or `slave`, as INFO has it. */
  role: string;
}

/** What keeps jobs from being handed to it. */
export type Unfit =
  /** It lacks commands that our scripts need. */
  | 'too-old'
  /** Jobs cannot be written to it. */
  | 'read-only'
  /** Under pressure it throws waiting jobs away without an error. */
  | 'evicts';

/** The last two are no reason to hold jobs back: SQLite knows every one. */
export type Flaw = Unfit | 'memory-only' | 'cannot-write';

/** The first with LPOS, by which stale entries are told from live ones (scripts.ts). Bull's own scripts run on older ones. */
export const oldestRedis = '6.0.6';

/** Everything that is wrong, the worst first. */
export function flawsOf(facts: ServerFacts): Flaw[] {
  const { version, role, evictionPolicy, appendOnly, appendOk } = facts;
  const flaws: [Flaw, boolean][] = [
    ['too-old', version !== null && isOlder(version, oldestRedis)],
    ['read-only', role !== 'master'],
    ['evicts', evictionPolicy !== 'noeviction'],
    ['memory-only', !appendOnly],
    ['cannot-write', appendOnly && !appendOk],
  ];
  return flaws.filter(([, is]) => is).map(([flaw]) => flaw);
}

/** Why it must not be given jobs; null when it may. */
export function unfitness(facts: ServerFacts): Unfit | null {
  return flawsOf(facts).find((flaw) => flaw !== 'memory-only' && flaw !== 'cannot-write') ?? null;
}

/** Of a cluster every master: a command without a key goes to any of them. */
export function serversOf(client: Redis | Cluster): Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

/** By INFO, which also services without CONFIG answer. @throws when it does not answer. */
export async function factsOf(server: Redis): Promise<ServerFacts> {
  return parseFacts(await server.info());
}

/** @param info the answer to INFO: `name:value` lines and headings. */
export function parseFacts(info: string): ServerFacts {
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  const isBad = (name: string) => field(name) === 'err';
  return {
    version: field('redis_version') || null,
    evictionPolicy: field('maxmemory_policy'),
    appendOnly: field('aof_enabled') === '1',
    appendOk: !isBad('aof_last_write_status') && !isBad('aof_last_bgrewrite_status'),
    role: field('role'),
  };
}

/** By numbers: 6.0.16 is newer than 6.0.6. */
function isOlder(version: string, than: string): boolean {
  const [parts, others] = [version, than].map((each) => each.split('.').map((part) => parseInt(part, 10)));
  for (const [index, other] of (others ?? []).entries()) {
    const part = parts?.[index] ?? 0;
    if (part !== other) return part < other;
  }
  return false;
}
