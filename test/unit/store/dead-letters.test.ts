import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertLetter } from '../../../workers/store/dead-letter.ts';
import {
  letterGroups,
  letterPage,
  type LetterFilter,
  type LetterState,
} from '../../../workers/store/queries/dead-letters.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

const letters = 10_000;
const causes = 40;

let temp: TempStore;
/** What was asked since the list was emptied. */
const asked: string[] = [];
let prepare: TempStore['store']['raw']['prepare'];

beforeAll(async () => {
  temp = await tempStore();
  const { store } = temp;
  store.write('user:test', () => {
    for (let n = 0; n < letters; n += 1) insertLetter(store, letter(n));
    store.raw.exec(`UPDATE dead_letter SET closed_at = 1, closed_by = 'user:test' WHERE no % 4 = 0`);
  });
  prepare = store.raw.prepare.bind(store.raw);
  store.raw.prepare = (sql: string) => {
    if (sql.startsWith('SELECT')) asked.push(sql);
    return prepare(sql);
  };
});
afterAll(() => temp.remove());

function letter(n: number) {
  const message = `The printer of hall ${'x'.repeat(n % causes)} does not answer (${n})`;
  return {
    jobId: `job-${n}`,
    queue: 'work',
    name: 'print',
    payload: JSON.stringify({ text: 'long '.repeat(100) }),
    errors: [{ attempt: 1, at: n, outcome: 'failed', code: 'no-printer', message }],
    error: { code: 'no-printer', message },
    failedAt: n,
  };
}

/** How SQLite finds the answers to what was just asked: one line for each look at the table. */
function looks(): string[] {
  return asked.splice(0).flatMap((sql) => {
    const named = Object.fromEntries((sql.match(/@\w+/g) ?? []).map((name) => [name.slice(1), 1]));
    const plan = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    const steps = sql.includes('?') ? plan.all(1) : plan.all(named);
    return steps
      .map(({ detail }) => detail)
      .filter((detail) => /^(SCAN|SEARCH) (dead_letter|l\b)/.test(detail));
  });
}

const byIndex =
  /^SEARCH .*(INDEX dead_letter_|PRIMARY KEY)|^SCAN dead_letter USING (COVERING )?INDEX dead_letter_/;

const page = { limit: 50, offset: 0 };

test.each<[LetterFilter, LetterState, number]>([
  [{}, 'open', 7500],
  [{}, 'closed', 2500],
  [{}, 'any', letters],
  [{ since: letters - 40 }, 'open', 30],
  [{ since: letters - 40 }, 'closed', 10],
  [{ until: 40 }, 'any', 40],
  [{ fingerprint: 'of the first group' }, 'open', letters / causes],
])(
  'of 10,000 letters those of %j, %s, are listed and counted without a scan of the table',
  (filter, state, total) => {
    const groups = letterGroups(temp.store, 1);
    asked.length = 0;
    const wanted = filter.fingerprint === undefined ? filter : { fingerprint: groups[0]?.fingerprint };
    const found = letterPage(temp.store, wanted, state, page);
    expect([found.total, found.letters.length]).toEqual([total, Math.min(total, page.limit)]);
    const plans = looks();
    expect(plans.length).toBeGreaterThanOrEqual(2);
    for (const plan of plans) expect(plan).toMatch(byIndex);
  },
);

test('groups come from the index of the open ones, and look at one letter each', () => {
  // Statements are prepared once for each connection: this is as good as another.
  const another = { ...temp.store };
  expect(letterGroups(another, 100).reduce((sum, group) => sum + group.letters, 0)).toBe(7500);
  const plans = looks();
  const scans = plans.filter((plan) => plan.startsWith('SCAN'));
  expect(scans).toEqual([expect.stringContaining('USING INDEX dead_letter_open')]);
  expect(plans).toContainEqual(expect.stringContaining('SEARCH l USING INTEGER PRIMARY KEY'));
});
