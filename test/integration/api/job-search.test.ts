import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findJobs, type JobQuestion } from '../../../workers/api/search/find-jobs.ts';
import { indexJobs, keepJobIndex } from '../../../workers/api/search/job-index.ts';
import { silentLogger } from '../../../workers/log.ts';
import { isAnyDue } from '../../../workers/store/job-search.ts';
import { writeSecret } from '../../../workers/secrets.ts';
import { until } from '../../support/until.ts';
import { startTestApi, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Made {
  id: string;
  queue: string;
  name: string;
  state: string;
  value: string;
  error: string;
  createdAt: number;
}

let next = 0;

function make(job: Omit<Made, 'id'>): Made {
  const id = `${(next += 1).toString(16).padStart(8, '0')}-aaaa`;
  const { queue, name, state, value, error, createdAt } = job;
  api.store.raw
    .prepare(
      `INSERT INTO outbox (id, queue, name, tenant_id, payload, created_at, created_by, state, settled_at, error, change)
       VALUES (?, ?, ?, 't', ?, ?, 'user:test', ?, 1, ?, (SELECT coalesce(max(change), 0) + 1 FROM outbox))`,
    )
    .run(
      id,
      queue,
      name,
      JSON.stringify({ keyOnly: { deep: [value] } }),
      createdAt,
      state,
      error === '' ? null : JSON.stringify({ code: 'broken', message: error }),
    );
  return { id, ...job };
}

const remove = ({ id }: Made) => api.store.raw.prepare('DELETE FROM outbox WHERE id = ?').run(id);
const fail = (job: Made, error: string): Made => {
  api.store.raw
    .prepare('UPDATE outbox SET error = ? WHERE id = ?')
    .run(JSON.stringify({ code: 'broken', message: error }), job.id);
  return { ...job, error };
};

/** Ids, newest first. */
async function found(question: Partial<JobQuestion>): Promise<string[]> {
  const { numbers } = await findJobs(api.store, { search: '', ...question });
  const idOf = api.store.raw.prepare<[number], string>('SELECT id FROM outbox WHERE no = ?').pluck();
  return [...numbers].map((no) => idOf.get(no) ?? '');
}

/** The same by reading everything. */
function expected(jobs: readonly Made[], { search = '', ...question }: Partial<JobQuestion>): string[] {
  const matches = (job: Made) =>
    (question.queue === undefined || job.queue === question.queue) &&
    (question.name === undefined || job.name === question.name) &&
    (question.state === undefined || job.state === question.state) &&
    (question.from === undefined || job.createdAt >= question.from) &&
    (question.to === undefined || job.createdAt < question.to) &&
    [job.value, job.error, `${job.queue}/${job.name}`].some((text) => text.includes(search.trim()));
  return jobs
    .filter(matches)
    .map(({ id }) => id)
    .toReversed();
}

const word = fc.constantFrom('a', 'ab', 'abc', 'b"c', 'c%d', 'abcab', 'd e', "x'y", 'AND', '*', 'zz');
const text = fc.array(word, { maxLength: 3 }).map((words) => words.join('').toLowerCase());
const job = fc.record({
  queue: fc.constantFrom('one', 'two'),
  name: fc.constantFrom('make', 'send'),
  state: fc.constantFrom('completed', 'failed'),
  value: text,
  error: text,
  createdAt: fc.integer({ min: 1, max: 9 }),
});
const change = fc.oneof(
  { weight: 6, arbitrary: job.map((made) => ({ do: 'make' as const, made })) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail' as const), at: fc.nat(), text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'index' as const }) },
);
const question = fc.record(
  {
    search: text,
    queue: fc.constantFrom('one', 'two', 'three'),
    name: fc.constantFrom('make', 'send'),
    state: fc.constantFrom('completed', 'failed'),
    from: fc.integer({ min: 1, max: 9 }),
    to: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: [] },
);

describe('a search', () => {
  test('finds what reading every job would find, whatever was indexed, failed or removed in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 25 }),
        fc.array(question, { minLength: 3, maxLength: 6 }),
        async (changes, questions) => {
          api.store.raw.prepare('DELETE FROM outbox').run();
          let jobs: Made[] = [];
          for (const each of changes) {
            if (each.do === 'make') jobs.push(make(each.made));
            else if (each.do === 'index') await indexJobs(api.store);
            else if (jobs.length > 0) {
              const at = each.at % jobs.length;
              const chosen = jobs[at] as Made;
              if (each.do === 'remove') {
                remove(chosen);
                jobs = jobs.toSpliced(at, 1);
              } else jobs[at] = each.text === '' ? chosen : fail(chosen, each.text);
            }
          }
          for (const asked of questions) expect(await found(asked)).toEqual(expected(jobs, asked));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test('finds a job by the beginning of its id, and by the whole of it', async () => {
    api.store.raw.prepare('DELETE FROM outbox').run();
    const jobs = [1, 2].map((n) =>
      make({
        queue: 'one',
        name: 'make',
        state: 'failed',
        value: String(n),
        error: '',
        createdAt: 1,
      }),
    );
    await indexJobs(api.store);
    const [first] = jobs as [Made, Made];
    expect(await found({ search: first.id })).toEqual([first.id]);
    expect(await found({ search: first.id.slice(0, 8).toUpperCase() })).toEqual([first.id]);
  });

  test('goes through the index as well where more jobs are left than are read one by one', async () => {
    api.store.raw.prepare('DELETE FROM outbox').run();
    const jobs = api.store.raw.transaction(() =>
      Array.from({ length: 2600 }, (_, n) =>
        make({
          queue: 'one',
          name: 'make',
          state: n % 10 === 0 ? 'failed' : 'completed',
          value: `load-${n}`,
          error: '',
          createdAt: n,
        }),
      ),
    )();
    await indexJobs(api.store);
    const late = make({
      queue: 'one',
      name: 'make',
      state: 'completed',
      value: 'load-199',
      error: '',
      createdAt: 1,
    });
    for (const asked of [
      { search: 'load-199' },
      { search: 'load-199', queue: 'one' },
      { search: '99', state: 'completed', queue: 'one' },
      { search: '7' },
      { search: 'nowhere' },
      { search: 'load-', from: 2590 },
    ])
      expect(await found(asked)).toEqual(expected([...jobs, late], asked));
    const { numbers, more } = await findJobs(api.store, { search: 'load' }, undefined, 100);
    expect([numbers.length, more]).toEqual([100, true]);
  }, 60_000);

  test('finds neither secrets nor the names of fields', async () => {
    api.store.raw.prepare('DELETE FROM outbox').run();
    writeSecret(api.store.paths, 'mail.password', 'Quokka-42');
    make({
      queue: 'one',
      name: 'make',
      state: 'failed',
      value: 'use Quokka-42 now',
      error: '',
      createdAt: 1,
    });
    for (const phase of ['due', 'indexed']) {
      if (phase === 'indexed') await indexJobs(api.store);
      expect(await found({ search: 'quokka' })).toEqual([]);
      expect(await found({ search: 'keyOnly' })).toEqual([]);
      expect(await found({ search: 'use ' })).toHaveLength(1);
    }
    const terms = api.store.raw.prepare('SELECT term FROM job_search_term').pluck().all();
    expect(terms).not.toContain('quo');
  });
});

test('what is new is indexed in the background, and a job that goes leaves nothing in the index', async () => {
  const keeper = keepJobIndex(api.store, silentLogger);
  const made = make({
    queue: 'one',
    name: 'make',
    state: 'completed',
    value: 'wombat',
    error: '',
    createdAt: 1,
  });
  await until('it is indexed', () => !isAnyDue(api.store));
  await keeper.stop();
  expect(await found({ search: 'wombat' })).toEqual([made.id]);
  remove(made);
  const rows = api.store.raw
    .prepare(`SELECT count(*) FROM job_search WHERE job_search MATCH '"wombat"'`)
    .pluck()
    .get();
  expect(rows).toBe(0);
});
