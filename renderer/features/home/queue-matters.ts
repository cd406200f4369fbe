/** Queues that somebody has paused: what is wanted of them waits, and nobody should wonder why. Pure. */
import type { Status } from '../../../workers/api/wire.ts';
import { person } from '../../format/actor.ts';
import { paths } from '../../routing/paths.ts';
import type { Matter } from './matters.ts';
import { texts } from './texts.ts';

export function queueMatters(status: Pick<Status, 'pausedQueues' | 'queues'> | null): Matter[] {
  return (status?.pausedQueues ?? []).map(({ queue, since, by }) => ({
    key: `queue/${queue}`,
    tone: 'attention',
    title: texts.attention.queuePaused(queue),
    text: texts.attention.queuePausedText(
      person(by),
      status?.queues.find((each) => each.queue === queue)?.waiting ?? 0,
    ),
    href: paths.queues,
    at: since,
  }));
}
