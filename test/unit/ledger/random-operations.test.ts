import { expect, test } from 'vitest';
import { aging } from '../../../workers/invoices/ledger/aging.ts';
import { statement } from '../../../workers/invoices/ledger/statement.ts';
import { addDays, today } from '../../../workers/invoices/ledger/warehouse-days.ts';
import { ledger } from '../../support/ledger.ts';
import { brokenRules, issuedHashes } from '../../support/ledger-rules.ts';
import { randomSteps } from '../../support/random-ledger.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

test.each(seeds)(
  'numbers have no gap, sums agree and issued invoices stay as they are, after any sequence of steps (%i)',
  async (seed) => {
    const l = await ledger('2026-12-20T12:00:00-06:00');
    const random = seededRandom(seed);
    const customers = ['C-1', 'C-2'].map((number) => l.customer(number));
    const step = randomSteps(l.store, random, { customers, backdate: seed % 2 === 0 });
    let hashes = issuedHashes(l.store);
    const done = new Map<string, number>();
    for (let i = 0; i < 160; i += 1) {
      const did = step();
      done.set(did, (done.get(did) ?? 0) + 1);
      expect([did, brokenRules(l.store)]).toEqual([did, []]);
      const now = issuedHashes(l.store);
      for (const [id, hash] of hashes) expect([did, id, now.get(id)]).toEqual([did, id, hash]);
      hashes = now;
      l.clock.sleep(Math.floor(random() * 6 * 3_600_000));
    }
    // The sequence was worth something.
    for (const name of ['issue', 'void', 'pay', 'credit', 'reverse'])
      expect([name, done.has(name)]).toEqual([name, true]);
    l.remove();
  },
  60_000,
);

test.each(seeds)(
  'at the end of any day, what is open less what is on account is the balance of the statement (%i)',
  async (seed) => {
    const l = await ledger('2026-12-20T12:00:00-06:00');
    const customers = ['C-1', 'C-2'].map((number) => l.customer(number));
    const backdate = seed % 2 === 0;
    const step = randomSteps(l.store, seededRandom(seed), { customers, backdate });
    const asItWas = new Map<string, unknown>();
    for (let day = 0; day < 20; day += 1) {
      for (let i = 0; i < 8; i += 1) {
        step();
        l.clock.sleep(1000);
      }
      const { asOf, rows, totals } = aging(l.store);
      asItWas.set(asOf, { asOf, rows, totals });
      l.clock.sleep(24 * 3_600_000);
    }
    const last = today(l.store);
    for (let day = addDays(last, -65); day <= last; day = addDays(day, 1)) {
      for (const customer of customers) {
        for (const { closingCents, aging: open, onAccountCents, currency } of statement(l.store, customer, {
          to: day,
        }).accounts) {
          expect([day, currency, closingCents]).toEqual([
            day,
            currency,
            (open?.openCents ?? 0) - onAccountCents,
          ]);
        }
      }
      // Nothing was dated back, so a day is later what it was then.
      const then = asItWas.get(day);
      if (!backdate && then !== undefined) expect(aging(l.store, { asOf: day })).toEqual(then);
    }
    l.remove();
  },
  60_000,
);
