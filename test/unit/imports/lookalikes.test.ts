/** Which records are taken for the same company, and which are not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparableName } from '../../../workers/imports/lookalikes/company-name.ts';
import { Chains, marked, resemblancesIn } from '../../../workers/imports/lookalikes/groups.ts';
import {
  identityKinds,
  identityOf,
  type IdentityKind,
} from '../../../workers/imports/lookalikes/identities.ts';
import { KeySpool, PartReader } from '../../../workers/imports/lookalikes/key-spool.ts';
import { KnownIndex } from '../../../workers/imports/lookalikes/known-index.ts';
import {
  knownIssue,
  otherRecord,
  similarLineIssue,
  similarRecordIssue,
} from '../../../workers/imports/lookalikes/words.ts';

test.each([
  ['Acme Freight, Inc.', 'ACME FREIGHT'],
  ['Acme Freight LLC', 'acme-freight l.l.c.'],
  ['Smith & Sons Co.', 'SMITH AND SONS'],
  ['Müller GmbH & Co. KG', 'Muller'],
  ['Żółw Transport Sp. z o.o.', 'ZOLW TRANSPORT SP Z O O'],
  ["Joe's Hauling Corp", 'Joes Hauling'],
  ['The Mid-West Line Ltd', 'Midwest Line'],
  ['Transportes del Norte S.A. de C.V.', 'Transportes del Norte'],
  ['A.B.C. Trucking', 'ABC Trucking, Incorporated'],
])('%s and %s are names of one company', (one, other) => {
  expect(comparableName(one)).not.toBe('');
  expect(comparableName(one)).toBe(comparableName(other));
});

test.each([
  ['Acme Freight', 'Acme Fresh'],
  ['Fresno Cold Storage 1', 'Fresno Cold Storage 2'],
  ['Company Logistics', 'Logistics Company'],
  ['Co Inc', 'Corp LLC'],
])('%s and %s are names of two', (one, other) => {
  expect(comparableName(one)).not.toBe(comparableName(other));
});

test.each(['Unknown', 'N/A', '-', '???', 'TBD', 'x', 'XXXX', 'Cash Customer', 'Test Company', 'none', ''])(
  '"%s" is the name of no company',
  (name) => {
    expect(comparableName(name)).toBe('');
  },
);

test('A name that is only a legal form stays a name', () => {
  expect(comparableName('Limited LLC')).toBe('limited');
});

const of = (kind: IdentityKind, record: Record<string, string>) =>
  identityOf(kind, (field) => record[field] ?? '', 'company');

test.each([
  '0000000000',
  '(000) 000-0000',
  '555-555-5555',
  '111-111-1111',
  '123-456-7890',
  '555-0142',
  '012 345 6789',
  '1 000 555 0142',
])('The phone number %s tells no company from another', (phone) => {
  expect(of('phone', { phone })).toBe('');
});

test('One phone number is known in every way of writing it', () => {
  const written = ['(559) 555-0142', '+1 559 555 0142', '559.555.0142 x17', '1-559-555-0142'];
  expect(new Set(written.map((phone) => of('phone', { phone })))).toEqual(new Set(['15595550142']));
});

test.each([
  'none@none.com',
  'noemail@example.com',
  'na@na.com',
  'test@test.com',
  'no-reply@acme.example',
  'unknown',
  'n/a',
])('The address %s tells no company from another', (email) => {
  expect(of('email', { email })).toBe('');
});

test('Addresses of one domain are not one address', () => {
  expect(of('email', { email: 'ann@gmail.com' })).not.toBe(of('email', { email: 'bob@gmail.com' }));
  expect(of('email', { email: 'Ann@Gmail.com' })).toBe('ann@gmail.com');
});

test('A name counts with its postal code, of a ZIP code its first five digits', () => {
  expect(of('name', { company: 'Acme Inc' })).toBe('');
  expect(of('name', { company: 'Acme Inc', postalCode: '00000' })).toBe('');
  expect(of('name', { company: 'Acme Inc', postalCode: '93706-1234' })).toBe(
    of('name', { company: 'ACME', postalCode: '93706' }),
  );
  expect(of('name', { company: 'Acme', postalCode: 'k1a 0b1' })).toBe(
    of('name', { company: 'Acme', postalCode: 'K1A0B1' }),
  );
});

test('Known companies are found by what they are known by, the first of those that share it, and by nothing that many share', () => {
  const index = new KnownIndex(KnownIndex.memoryFor(3000));
  for (let no = 1; no <= 1000; no += 1) {
    index.add('usdot', String(no), { table: no % 2 === 0 ? 'customer' : 'carrier', no });
    index.add('phone', no < 4 ? '15595550142' : '18005550199', { table: 'carrier', no });
  }
  const other = new KnownIndex(index.memory);
  for (let no = 1; no <= 1000; no += 1)
    expect(other.find('usdot', String(no))).toEqual({ table: no % 2 === 0 ? 'customer' : 'carrier', no });
  for (let no = 1001; no < 5000; no += 1) expect(other.find('usdot', String(no))).toBeNull();
  expect(other.find('docket', '7')).toBeNull();
  expect(other.find('phone', '15595550142')).toEqual({ table: 'carrier', no: 1 });
  expect(other.find('phone', '18005550199')).toBeNull();
});

test('A full index takes no more and still answers', () => {
  const index = new KnownIndex(KnownIndex.memoryFor(10));
  for (let no = 1; no <= 100; no += 1) index.add('usdot', String(no), { table: 'customer', no });
  expect(index.full).toBe(true);
  expect(index.find('usdot', '1')).toEqual({ table: 'customer', no: 1 });
  expect(index.find('usdot', '100')).toBeNull();
});

/** As the spool has them: two numbers of the hash, the reference, the owner. */
const entry = (
  value: number,
  kind: 'email' | 'phone' | 'name',
  of: 'row' | 'record',
  ref: number,
  owner: number,
) => [value, marked(value * 64, kind, of === 'record'), ref, owner];

test('A row resembles a record that is there rather than a line, an earlier line rather than a later, and never itself', () => {
  const entries = Uint32Array.from(
    [
      entry(1, 'email', 'row', 2, 10),
      entry(1, 'email', 'row', 3, 11),
      entry(2, 'email', 'row', 4, 12),
      entry(1, 'phone', 'row', 5, 13),
      entry(3, 'phone', 'row', 6, 14),
      entry(3, 'phone', 'row', 7, 14),
      entry(2, 'email', 'record', 900, 20),
      entry(3, 'phone', 'record', 901, 14),
    ].flat(),
  );
  expect(resemblancesIn(entries)).toEqual([
    { line: 3, kind: 'email', to: 'line', ref: 2 },
    { line: 4, kind: 'email', to: 'record', ref: 900 },
  ]);
});

test('A number that more than five have is a switchboard: nobody resembles anybody by it', () => {
  const shared = (count: number) =>
    Uint32Array.from(Array.from({ length: count }, (_, i) => entry(1, 'phone', 'row', i + 2, i + 10)).flat());
  expect(resemblancesIn(shared(5))).toHaveLength(4);
  expect(resemblancesIn(shared(6))).toEqual([]);
});

test('Of a part before nothing is left in the memory that the next one uses', () => {
  const chains = new Chains();
  const part = (rows: readonly number[][]) => resemblancesIn(Uint32Array.from(rows.flat()), chains);
  part([entry(1, 'email', 'row', 2, 10), entry(1, 'email', 'row', 3, 11), entry(2, 'email', 'row', 4, 12)]);
  expect(part([entry(1, 'email', 'row', 5, 13), entry(2, 'email', 'row', 6, 14)])).toEqual([]);
  expect(part([entry(2, 'email', 'row', 7, 13), entry(2, 'email', 'row', 8, 14)])).toEqual([
    { line: 8, kind: 'email', to: 'line', ref: 7 },
  ]);
});

test('What was spooled comes back by its part, also where a smaller part follows a larger', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'dockhand-spool-')), 'keys');
  try {
    const spool = new KeySpool(path);
    for (let ref = 1; ref <= 3000; ref += 1) spool.add(ref < 2000 ? 0 : 0xffffffff, ref, ref, 7);
    const parts = new PartReader([spool.finish()]);
    const refs = (part: number) => Array.from(parts.read(part)).filter((_, i) => i % 4 === 2);
    expect(refs(0)).toEqual(Array.from({ length: 1999 }, (_, i) => i + 1));
    expect(refs(63)).toEqual(Array.from({ length: 1001 }, (_, i) => i + 2000));
    expect(refs(5)).toEqual([]);
  } finally {
    rmSync(dirname(path), { recursive: true });
  }
});

test('A hundred thousand rows of two companies are compared at once', () => {
  const rows = Array.from({ length: 100_000 }, (_, i) =>
    entry(1, 'phone', 'row', i + 2, i === 99_999 ? 8 : 7),
  );
  expect(resemblancesIn(Uint32Array.from(rows.flat()))).toEqual([
    { line: 100_001, kind: 'phone', to: 'line', ref: 2 },
  ]);
}, 60_000);

test('What a sentence says is found in it again', () => {
  const text = fc.string({ minLength: 1, maxLength: 40 }).filter((each) => !each.includes('"'));
  const kind = fc.constantFrom(...identityKinds);
  fc.assert(
    fc.property(text, fc.string(), kind, fc.boolean(), (key, name, by, skipped) => {
      expect(otherRecord(knownIssue('customer', { key, name }, by, skipped))).toEqual({
        entity: 'customer',
        search: key,
      });
      expect(otherRecord(similarRecordIssue('carrier', { key, name }, by))).toEqual({
        entity: 'carrier',
        search: key,
      });
      expect(otherRecord(similarRecordIssue('lead', { key: 'name:x', name: key }, by))).toEqual({
        entity: 'lead',
        search: key,
      });
    }),
  );
  expect(otherRecord(similarLineIssue(7, 'name'))).toEqual({ line: 7 });
  expect(
    otherRecord({ code: 'email-doubtful', message: 'Perhaps the same as line 7 of this file: the same' }),
  ).toBeNull();
});
