import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditLog, customer, outbox } from '../../../workers/store/schema.ts';
import type { Store } from '../../../workers/store/open.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

let temp: TempStore;
let store: Store;
beforeEach(async () => {
  temp = await tempStore();
  ({ store } = temp);
});
afterEach(() => temp.remove());

/** Everything in the database, to compare. */
function dump(): Record<string, unknown[]> {
  const tables = store.raw
    .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`)
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [table, store.raw.prepare(`SELECT * FROM "${table}"`).all()]),
  );
}

describe('a change', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('create' as const), number: fc.integer({ min: 1, max: 5 }) }),
    fc.record({
      do: fc.constant('update' as const),
      number: fc.integer({ min: 1, max: 5 }),
      city: fc.constantFrom('Fargo', 'Boise', null),
      phone: fc.constantFrom('1', '2'),
    }),
    fc.record({ do: fc.constant('remove' as const), number: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ do: fc.constant('enqueue' as const) }),
  );
  const transactions = fc.array(fc.record({ steps: fc.array(step, { maxLength: 6 }), fails: fc.boolean() }), {
    maxLength: 8,
  });

  interface Kept {
    id: string;
    version: number;
    city: string | null;
    phone: string | null;
    deleted: boolean;
  }

  test('grows the version by one, is audited in its transaction, wants its jobs in its transaction, or leaves nothing', () => {
    fc.assert(
      fc.property(transactions, (list) => {
        store.raw.exec('DELETE FROM customer; DELETE FROM outbox');
        let kept = new Map<number, Kept>();
        let jobs = 0;
        let told = 0;
        store.onEnqueued = () => (told += 1);
        for (const { steps, fails } of list) {
          const before = dump();
          const next = structuredClone(kept);
          let audits = 0;
          let wanted = 0;
          let txId = '';
          const toldBefore = told;
          const run = () =>
            store.write('user:test', (tx) => {
              ({ txId } = tx);
              for (const action of steps) {
                if (action.do === 'enqueue') {
                  tx.insertOutbox({ queue: 'work', name: 'it', payload: {} });
                  wanted += 1;
                  continue;
                }
                const number = action.number;
                const has = next.get(number);
                if (action.do === 'create' && has === undefined) {
                  const { id } = tx.create('customer', { number: `C${number}`, legalName: 'A' });
                  next.set(number, { id, version: 1, city: null, phone: null, deleted: false });
                  audits += 1;
                } else if (action.do === 'update' && has !== undefined) {
                  const { city, phone } = action;
                  tx.update('customer', has.id, { city, phone });
                  if (city !== has.city || phone !== has.phone) {
                    Object.assign(has, { city, phone, version: has.version + 1 });
                    audits += 1;
                  }
                } else if (action.do === 'remove' && has !== undefined) {
                  tx.remove('customer', has.id);
                  if (!has.deleted) {
                    Object.assign(has, { deleted: true, version: has.version + 1 });
                    audits += 1;
                  }
                }
              }
              if (fails) throw new Error('no');
            });
          if (fails) {
            expect(run).toThrow('no');
            expect(dump()).toEqual(before);
            expect(told).toBe(toldBefore);
            continue;
          }
          run();
          kept = next;
          jobs += wanted;
          expect(told - toldBefore).toBe(wanted > 0 ? 1 : 0);
          const entries = store.orm
            .select()
            .from(auditLog)
            .all()
            .filter((entry) => entry.txId === txId);
          expect(entries).toHaveLength(audits);
          expect(new Set(entries.map(({ actor }) => actor)).size).toBeLessThanOrEqual(1);
        }
        const rows = store.orm.select().from(customer).all();
        const seen = rows.map(({ id, version, city, phone, deletedAt }) => ({
          id,
          version,
          city,
          phone,
          deleted: deletedAt !== null,
        }));
        const byId = (a: Kept, b: Kept) => (a.id < b.id ? -1 : 1);
        expect(seen.sort(byId)).toEqual([...kept.values()].sort(byId));
        const changes = store.orm
          .select()
          .from(outbox)
          .all()
          .map(({ change }) => change);
        expect(new Set(changes).size).toBe(jobs);
      }),
      { numRuns: 40 },
    );
  });

  test('says in the audit what each column was and is', () => {
    const { id } = store.write('user:a', (tx) => tx.create('customer', { number: 'C1', legalName: 'A' }));
    store.write('user:b', (tx) => tx.update('customer', id, { legalName: 'B', city: 'Fargo', number: 'C1' }));
    const entries = store.orm.select().from(auditLog).all();
    expect(entries.map(({ actor, action, entityId }) => [actor, action, entityId])).toEqual([
      ['user:a', 'create', id],
      ['user:b', 'update', id],
    ]);
    expect(JSON.parse(entries[1]!.changes)).toEqual({ legalName: ['A', 'B'], city: [null, 'Fargo'] });
  });

  test('is refused when the row has moved on', () => {
    const { id } = store.write('user:a', (tx) => tx.create('customer', { number: 'C1', legalName: 'A' }));
    store.write('user:a', (tx) => tx.update('customer', id, { city: 'Fargo' }, 1));
    const late = () => store.write('user:b', (tx) => tx.update('customer', id, { city: 'Boise' }, 1));
    expect(late).toThrow(expect.objectContaining({ code: 'version-conflict' }));
    expect(store.orm.select().from(customer).get()).toMatchObject({ city: 'Fargo', version: 2 });
  });

  test('of a row that is not there says so', () => {
    const absent = () => store.write('user:a', (tx) => tx.remove('customer', 'x'));
    expect(absent).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

test('the audit log cannot be rewritten', () => {
  store.write('user:a', (tx) => tx.create('customer', { number: 'C1', legalName: 'A' }));
  expect(() => store.raw.exec(`UPDATE audit_log SET actor = 'user:b'`)).toThrow('append-only');
  expect(() => store.raw.exec('DELETE FROM audit_log')).toThrow('append-only');
});

test('a write within a write is a mistake that shows at once', () => {
  expect(() => store.write('user:a', () => store.write('user:b', () => 1))).toThrow('inside write()');
});

test('each write has the durability that it asked for, in whatever order they come', () => {
  const settings = { normal: 1, full: 2 };
  const order = ['full', 'normal', 'normal', 'full', 'normal'] as const;
  const seen = order.map((durability) =>
    store.write('user:a', () => store.raw.pragma('synchronous', { simple: true }), durability),
  );
  expect(seen).toEqual(order.map((durability) => settings[durability]));
  expect(store.write('user:a', () => store.raw.pragma('synchronous', { simple: true }))).toBe(settings.full);
});

test('a full disk is said in words, leaves nothing half-done, and is over when there is room', () => {
  const pragma = (name: string) => store.raw.pragma(name, { simple: true }) as number;
  const unlimited = pragma('max_page_count');
  store.raw.pragma(`max_page_count = ${pragma('page_count') + 2}`);
  const before = dump();
  const write = () =>
    store.write('user:a', (tx) => {
      for (let number = 0; number < 200; number += 1) {
        tx.create('customer', { number: `C${number}`, legalName: 'x'.repeat(500) });
        tx.insertOutbox({ queue: 'work', name: 'it', payload: {} });
      }
    });
  let told = 0;
  store.onEnqueued = () => (told += 1);
  expect(write).toThrow(expect.objectContaining({ name: 'UserError', code: 'disk-full' }));
  expect(dump()).toEqual(before);
  expect(told).toBe(0);
  store.raw.pragma(`max_page_count = ${unlimited}`);
  write();
  expect(store.orm.select().from(customer).all()).toHaveLength(200);
  expect(told).toBe(1);
});
