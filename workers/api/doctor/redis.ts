/** Redis answers, is new enough, keeps its append-only file, and never evicts: judged as the relay judges it. */
import type { ChildSnapshot } from '../../protocol.ts';
import { askRedis } from '../../queues/brief-connection.ts';
import {
  factsOf,
  flawsOf,
  oldestRedis,
  serversOf,
  type Flaw,
  type ServerFacts,
} from '../../queues/redis-facts.ts';
import { ok, problem, type Check, type Result } from './check.ts';

export const redis: Check = {
  id: 'redis',
  title: 'Redis',
  async look({ redis: target, externalRedis, engine }) {
    const whose = externalRedis ? 'external' : 'own';
    const place = engine.latest?.redis?.place;
    try {
      const facts = await askRedis(target, (client) => Promise.all(serversOf(client).map(factsOf)));
      return judge(facts, whose, place);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (externalRedis) return unreachable(message, place);
      return down(
        message,
        engine.latest?.children.find(({ role }) => role === 'redis'),
      );
    }
  },
};

interface Advice {
  level: 'problem' | 'warning';
  /** After `Redis 7.0.15`. */
  says: (facts: ServerFacts) => string;
  /** For the Redis that Dockhand runs, and for one of the site's own, which is not Dockhand's to change. */
  own: string;
  external: string;
}

const waiting = 'Jobs wait until then and none is lost.';
const nothingLost = 'No job is lost meanwhile: the database knows them all.';

const advice: Record<Flaw, Advice> = {
  'too-old': {
    level: 'problem',
    says: () => `is too old: Dockhand needs ${oldestRedis} or newer`,
    own: 'Install a newer Redis, then restart Dockhand.',
    external: `Update that Redis; or take its address out of the settings, and Dockhand runs a Redis of its own. ${waiting}`,
  },
  'read-only': {
    level: 'problem',
    says: () => 'is a replica and takes no jobs',
    own: 'Restart Dockhand.',
    external: `Give the address of the master, or of the sentinels, which know it (redis+sentinel://host/MASTER). ${waiting}`,
  },
  evicts: {
    level: 'problem',
    says: ({ evictionPolicy }) =>
      `may throw away waiting jobs when its memory is full (maxmemory-policy is ${evictionPolicy})`,
    own: 'Dockhand sets this right within seconds. If it stays, restart Dockhand.',
    external: `Set maxmemory-policy to noeviction in the configuration of that Redis. ${waiting}`,
  },
  'memory-only': {
    level: 'warning',
    says: () => 'keeps its jobs in memory only',
    own: `Dockhand turns the append-only file on within seconds. If it stays, restart Dockhand. ${nothingLost}`,
    external: `Set appendonly to yes in the configuration of that Redis. ${nothingLost}`,
  },
  'cannot-write': {
    level: 'warning',
    says: () => 'could not write its append-only file',
    own: `Look at the free disk space. ${nothingLost}`,
    external: `Look at the free disk space of the computer that Redis runs on. ${nothingLost}`,
  },
};

/** @param servers one, or the masters of a cluster: the worst flaw of all counts. @param place where an external one is, for people. */
export function judge(servers: readonly ServerFacts[], whose: 'own' | 'external', place?: string): Result {
  const found = Object.keys(advice)
    .map((flaw) => ({
      flaw: flaw as Flaw,
      facts: servers.find((each) => flawsOf(each).includes(flaw as Flaw)),
    }))
    .find(({ facts }) => facts !== undefined);
  if (found?.facts === undefined)
    return ok(`${named(servers[0], place)} answers, keeps an append-only file and evicts nothing.`);
  const { level, says, [whose]: fix } = advice[found.flaw];
  return { level, detail: `${named(found.facts, place)} ${says(found.facts)}.`, fix };
}

function named(facts: ServerFacts | undefined, place: string | undefined): string {
  const name = `Redis ${facts?.version ?? 'of an unknown version'}`;
  return place === undefined ? name : `${name} (${place})`;
}

/** Our own, which the supervisor starts again. */
export function down(message: string, child: ChildSnapshot | undefined): Result {
  const state = child === undefined ? '' : ` Its process is ${child.state}.`;
  const reason = child?.reasons.at(-1)?.reason;
  return problem(
    `Redis does not answer: ${message}.${state}${reason === undefined ? '' : ` Last trouble: ${reason}`}`,
    'Jobs wait until it is back and none is lost. It is started again by itself; if it does not come back, restart Dockhand.',
  );
}

/** The site's, which Dockhand neither starts nor stops. */
export function unreachable(message: string, place: string | undefined): Result {
  return problem(
    `The Redis that the settings name${place === undefined ? '' : ` (${place})`} does not answer: ${message}.`,
    'See that it runs and can be reached from this computer, and that address, user and password in settings.json (or DOCKHAND_REDIS_URL) are right. Jobs wait until then and none is lost.',
  );
}
