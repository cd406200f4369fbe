/** Redis and the database agree on the jobs. */
import { compareWithRedis, type Agreement, type Difference } from '../../queues/agreement.ts';
import { askRedis } from '../../queues/brief-connection.ts';
import { catalog } from '../../queues/catalog.ts';
import { liveCount } from '../../queues/snapshot.ts';
import { ok, problem, warning, type Check, type Result } from './check.ts';

const queues = [...new Set(Object.values(catalog).map(({ queue }) => queue))];

export const jobsInRedis: Check = {
  id: 'jobs-in-redis',
  title: 'Jobs in Redis',
  async look({ redis, store }, signal) {
    try {
      return judge(await askRedis(redis, (client) => compareWithRedis(store, client, queues, { signal })));
    } catch (error) {
      signal?.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      return warning(
        `What Redis holds could not be compared with the database: ${message}.`,
        'See what is said of Redis.',
      );
    }
  },
};

export function judge({ queues: inRedis, lasting }: Agreement): Result {
  const paused = inRedis.filter((queue) => queue.paused > 0);
  if (paused.length > 0) {
    const said = paused.map((queue) => `${queue.queue} (${jobs(queue.paused)})`).join(', ');
    return problem(
      `In Redis these queues were paused, and not by Dockhand: ${said}. Nobody takes their jobs.`,
      'Resume them with the program that has paused them.',
    );
  }
  const count = (difference: Difference) =>
    [...lasting.values()].filter((each) => each === difference).length;
  const [missing, owed, strange] = [count('missing'), count('owed'), count('strange')];
  if (missing + owed > 0) {
    return problem(
      [
        ...(owed > 0 ? [`${jobs(owed)} could not be handed over to Redis.`] : []),
        ...(missing > 0 ? [`Redis does not have ${jobs(missing)} that it was given.`] : []),
      ].join(' '),
      'See what is said of Redis and of the processes, and mend that first: then they are handed over again by themselves. If nothing is wrong there, restart Dockhand and send the log of the api to support. None is lost: the database knows them all.',
    );
  }
  if (strange > 0) {
    return warning(
      `Redis holds ${jobs(strange)} that the database does not know or has as settled.`,
      'Nothing has to be done: they are passed over when their turn comes. If there are more of them each day, send the log of the api to support.',
    );
  }
  const sum = inRedis.reduce((all, queue) => all + liveCount(queue), 0);
  return ok(`Redis and the database agree: ${jobs(sum)} to be done.`);
}

function jobs(count: number): string {
  return count === 1 ? '1 job' : `${count} jobs`;
}
