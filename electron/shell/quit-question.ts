/** What a person is asked who quits while there is work: it would go on at the next start, but that may be a surprise. */
import type { Status } from '../../workers/api/wire.ts';
import { unfinished } from './tray-state.ts';

export interface QuitQuestion {
  message: string;
  detail: string;
  buttons: readonly string[];
}

export const quitAnswers = ['when-done', 'now', 'stay'] as const;
export type QuitAnswer = (typeof quitAnswers)[number];

/** Null when there is nothing to ask. Pure. */
export function quitQuestion({ queues, pause }: Status): QuitQuestion | null {
  const { running, waiting } = unfinished(queues);
  if (running + waiting === 0) return null;
  const open = (name: string) => {
    const queue = queues.find((each) => each.queue === name);
    return queue === undefined ? 0 : queue.active + queue.waiting + queue.retrying;
  };
  const parts = [
    some(running, 'job runs', 'jobs run'),
    some(waiting, 'job waits', 'jobs wait'),
    some(open('email'), 'mail is not sent yet', 'mails are not sent yet'),
    some(open('print'), 'print is under way', 'prints are under way'),
  ].filter((part) => part !== null);
  return {
    message: 'There is unfinished work.',
    detail: `${parts.join('\n')}\n\nWhat is not done goes on at the next start; nothing is lost.${pause === null ? '' : '\nWork is paused: what waits is not waited for.'}`,
    buttons: ['Quit when done', 'Quit now', 'Stay'],
  };
}

/** Whether somebody who quits when all is done may go. While work is paused only what runs is waited for. Pure. */
export function isDone({ queues, pause }: Status): boolean {
  const { running, waiting } = unfinished(queues);
  return running === 0 && (waiting === 0 || pause !== null);
}

function some(n: number, one: string, many: string): string | null {
  if (n === 0) return null;
  return `${n} ${n === 1 ? one : many}`;
}
