/**
 * The jobs of a chaos run: on every queue that there is or will be, in both kinds of worker, with their effects in the MIDDLE, so
 * that a kill strikes before, between and after them. Each run holds a connection to the recorder for as long as it lives, which
 * says how many runs of a job are alive whatever the database believes.
 */
import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  defineJob,
  RetryLater,
  type AnyCatalog,
  type AnyHandlers,
  type JobContext,
  type WorkerRole,
} from '../../workers/queues/define.ts';
import type { InDoubt } from '../../workers/queues/declared-effect.ts';
import { performOutside } from '../../workers/queues/effects.ts';
import { addEffect, hasEffect, recorderPort } from './effects.ts';

const payload = z.object({
  /** Of the whole job, ms. */
  ms: z.number(),
  /** Effects, one after each part of the time. */
  steps: z.number(),
  /** Attempts that fail before one succeeds. */
  failures: z.number().default(0),
  /** Wants this job in the transaction of its last effect. */
  follow: z.string().nullable().default(null),
});
type Payload = z.output<typeof payload>;

const letter = z.object({
  /** Of the whole job, ms; a third of it the letter is on its way. */
  ms: z.number(),
  letter: z.string(),
});
type Letter = z.output<typeof letter>;

/** The recorder takes the same letter twice: what is in doubt must be left to a person. */
const ask: InDoubt = { inDoubt: 'ask' };

const queues: Record<string, WorkerRole> = {
  import: 'press',
  invoice: 'press',
  email: 'office',
  notification: 'office',
  sync: 'office',
  search: 'office',
  scheduled: 'office',
};

/** `queue/steps` for every queue. */
export const chaosKeys = Object.keys(queues).map((queue) => `${queue}/steps`);

/** Jobs with an effect outside, one in each kind of worker. */
export const letterKeys = ['email/letter', 'invoice/letter'];

const common = {
  timeoutMs: 60_000,
  timeoutCounts: 'whole-run',
  attempts: 3,
  backoffMs: 100,
  backoffCapMs: 500,
  concurrency: 2,
} as const;

const partsOf = (key: string) => {
  const [queue = '', name = ''] = key.split('/');
  return { ...common, queue, name, role: queues[queue] ?? 'office', title: key };
};

export const chaosCatalog: AnyCatalog = Object.fromEntries([
  ...chaosKeys.map((key) => [
    key,
    defineJob({
      ...partsOf(key),
      payload,
      effect: { kind: 'local', commitsWith: 'state', key: () => key },
      describe: ({ steps }) => `${steps} effects`,
    }),
  ]),
  ...letterKeys.map((key) => [
    key,
    defineJob({
      ...partsOf(key),
      payload: letter,
      effect: { kind: 'outside', ...ask, key: letterKey },
      describe: letterKey,
    }),
  ]),
]) as AnyCatalog;

export const chaosHandlers: AnyHandlers = Object.fromEntries([
  ...chaosKeys.map((key) => [key, () => Promise.resolve(steps as never)]),
  ...letterKeys.map((key) => [key, () => Promise.resolve(sendLetter as never)]),
]) as AnyHandlers;

function letterKey(payload: Letter): string {
  return `letter:${payload.letter}`;
}

async function sendLetter(context: JobContext<Letter>): Promise<unknown> {
  const { store, jobId, signal, payload: wanted } = context;
  const port = recorderPort(store);
  const alive = await announceRun(port, jobId);
  try {
    await sleep(wanted.ms / 3, undefined, { signal });
    const receipt = await performOutside(context, {
      key: letterKey(wanted),
      declared: ask,
      title: `the letter ${wanted.letter}`,
      perform: () => post(port, `letter ${wanted.letter} ${wanted.ms / 3}`),
    });
    await sleep(wanted.ms / 3, undefined, { signal });
    return receipt;
  } finally {
    alive.destroy();
  }
}

async function post(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${text}\n`);
    return String(await once(socket, 'data'));
  } finally {
    socket.destroy();
  }
}

async function steps(context: JobContext<Payload>): Promise<number> {
  const { jobId, store, signal, attempt } = context;
  const { ms, steps: count, failures, follow } = context.payload;
  const alive = await announceRun(recorderPort(store), jobId);
  try {
    for (let step = 0; step < count; step += 1) {
      await sleep(ms / (count + 1), undefined, { signal });
      if (step === 1 && attempt <= failures) throw new RetryLater('chaos', 'Not this time.');
      // Looked at and written in one transaction, as a job of the product does: found done, it is not done again.
      store.write(`job:${jobId}`, (tx) => {
        if (hasEffect(store, jobId, step)) return;
        addEffect(store, jobId, step);
        if (step !== count - 1 || follow === null) return;
        const [queue = '', name = ''] = follow.split('/');
        tx.insertOutbox({ queue, name, payload: { ms, steps: 1 } });
      });
      context.progress((step + 1) / (count + 1));
    }
    await sleep(ms / (count + 1), undefined, { signal });
    return count;
  } finally {
    alive.destroy();
  }
}

/** The socket closes with the process, whatever ends it. */
async function announceRun(port: number, jobId: string) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`${jobId}\n`);
  // Its answer: the run counts from before its first effect.
  await once(socket, 'data');
  return socket;
}
