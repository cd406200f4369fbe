/** Leads that are customers or carriers already: found by each thing that a company is known by, and flagged, left out or taken. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { rejectedRows } from '../../../workers/imports/rejected.ts';
import { importRows, similarRows } from '../../../workers/imports/row-view.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab | undefined;
afterEach(() => lab?.remove());

const customers = `Customer Number,Name,DBA,USDOT Number,Email,Phone,ZIP
C-104,"Blue River Foods, Inc.",River Fresh,2233445,billing@blueriver.example,(559) 555-0142,93706-1101
C-105,Unknown,,,none@none.com,000-000-0000,93706
`;
const carriers = `USDOT Number,Legal Name,MC Number,Email,Phone,ZIP
778899,NORTHERN LINE LLC,MC368053,dispatch@northern.example,+1 248 555 0199,48201
`;
const header = 'Company,USDOT Number,MC Number,Email,Phone,ZIP\n';

async function withPartners(): Promise<ImportLab> {
  lab = await importLab();
  await lab.take(customers, { entity: 'customer' });
  await lab.take(carriers, { entity: 'carrier' });
  return lab;
}

const hits = [
  ['Someone,2233445,,,,', 'customer "C-104" (Blue River Foods, Inc.): the same USDOT number'],
  ['Someone,778899,,,,', 'carrier "778899" (NORTHERN LINE LLC): the same USDOT number'],
  ['Someone,,MC-368053,,,', 'carrier "778899" (NORTHERN LINE LLC): the same docket number'],
  [
    'Someone,,,Billing@BlueRiver.example,,',
    'customer "C-104" (Blue River Foods, Inc.): the same e-mail address',
  ],
  ['Someone,,,,559.555.0142,', 'customer "C-104" (Blue River Foods, Inc.): the same phone number'],
  ['BLUE RIVER FOODS,,,,,93706', 'customer "C-104" (Blue River Foods, Inc.): the same name and postal code'],
  ['River-Fresh LLC,,,,,93706', 'customer "C-104" (Blue River Foods, Inc.): the same name and postal code'],
] as const;

test('A lead is known by each thing that a customer or carrier is known by', async () => {
  const own = await withPartners();
  const done = await own.take(header + hits.map(([row]) => row).join('\n'), { entity: 'lead' });
  expect(done).toMatchObject({ created: 7, skipped: 0, warnings: 7, knownPartners: 'flag' });
  expect(done.issues.map(({ line, code, severity, message }) => [line, code, severity, message])).toEqual(
    hits.map(([, words], i) => [
      i + 2,
      `known-${words.split(' ')[0]}`,
      'warning',
      `This company is already ${words}.`,
    ]),
  );
  expect(own.rows('lead')).toHaveLength(7);
});

test('What companies have in common by chance makes no lead a known one', async () => {
  const own = await withPartners();
  const strangers = [
    'Blue Lake Foods,,,,,93706',
    'Blue River Foods,,,,,10001',
    'Blue River Foods,,,,,',
    'Unknown,,,,,93706',
    'One,,,none@none.com,,',
    'Two,,,,(000) 000-0000,',
    'Three,,,sales@blueriver.example,,',
    'Four,,MC368054,,,',
  ];
  const done = await own.take(header + strangers.join('\n'), { entity: 'lead', knownPartners: 'skip' });
  expect(done).toMatchObject({ created: 8, skipped: 0, issues: [] });
});

test('Known leads are left out if so chosen: the rows say why, a check foretells it, and an undo does not miss them', async () => {
  const own = await withPartners();
  const text = `${header}Blue River Foods LLC,,,,,93706\nNew One,,,new@one.example,,\n,,,,,\n`;
  const choice = { entity: 'lead', knownPartners: 'skip' } as const;
  const check = await own.take(text, { ...choice, dryRun: true });
  expect(own.rows('lead')).toEqual([]);
  const done = await own.take(text, choice);
  for (const each of [check, done]) {
    expect(each).toMatchObject({ total: 2, created: 1, skipped: 1, failed: 0, warnings: 1 });
    const { importId } = each;
    const skipped = await importRows(own.store, { importId, filter: 'skipped', limit: 9, offset: 0 });
    expect(skipped.rows).toMatchObject([
      {
        line: 2,
        outcome: 'skipped',
        issues: [
          {
            code: 'known-customer',
            message:
              'This company is already customer "C-104" (Blue River Foods, Inc.): the same name and postal code, so this row was skipped.',
            other: { entity: 'customer', search: 'C-104' },
          },
        ],
      },
    ]);
    const similar = await importRows(own.store, { importId, filter: 'similar', limit: 9, offset: 0 });
    expect(similar).toMatchObject({ total: 1, rows: [{ line: 2 }] });
    let file = '';
    for await (const piece of rejectedRows(own.store, importId)) file += piece;
    expect(file.split('\r\n').slice(1)).toEqual([
      'Blue River Foods LLC,,,,,93706,2,"This company is already customer ""C-104"" (Blue River Foods, Inc.): the same name and postal code, so this row was skipped."',
      '',
    ]);
    expect(similarRows(own.store, importId)).toEqual({
      similar: 0,
      knownCustomer: 1,
      knownCarrier: 0,
      rows: 1,
    });
  }
  expect(own.rows('lead').map((lead) => lead['company'])).toEqual(['New One']);
  expect(await own.undo(done.importId)).toMatchObject({ undo: { state: 'done', undone: 1, kept: 0 } });
  expect(own.rows('lead')).toEqual([]);
  expect(own.rows('customer')).toHaveLength(2);
});

test('Nothing is said of known leads if so chosen', async () => {
  const own = await withPartners();
  const done = await own.take(`${header}Blue River Foods,2233445,,,,\n`, {
    entity: 'lead',
    knownPartners: 'import',
  });
  expect(done).toMatchObject({ created: 1, issues: [], knownPartners: 'import' });
});

test('A customer that was deleted is none', async () => {
  const own = await withPartners();
  const [first] = own.rows('customer');
  own.store.write('user:test', (tx) => tx.remove('customer', String(first?.['id'])));
  const done = await own.take(`${header}Blue River Foods,2233445,,,,\n`, {
    entity: 'lead',
    knownPartners: 'skip',
  });
  expect(done).toMatchObject({ created: 1, issues: [] });
});

test('An option is of leads only', async () => {
  const own = await withPartners();
  const done = await own.take(customers, { entity: 'customer', knownPartners: 'skip' });
  expect(done).toMatchObject({ unchanged: 2, skipped: 0, knownPartners: 'flag' });
});

test('However a customer is written, the lead that is the same company is found', async () => {
  const word = fc.constantFrom('Acme', 'Bolt', 'Norte', 'River', 'Cold', 'Müller');
  const company = fc.array(word, { minLength: 2, maxLength: 3 });
  const write = fc.record({
    case: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
    ),
    join: fc.constantFrom(' ', '-', ', ', '. ', ' / ', '  '),
    form: fc.constantFrom('', ' Inc', ', Inc.', ' L.L.C.', ' GmbH', ' Sp. z o.o.', ' & Co', ' CORP'),
    zip: fc.constantFrom('93706', '93706-1234'),
  });
  await fc.assert(
    fc.asyncProperty(company, write, write, async (words, first, second) => {
      const written = (way: typeof first) => `"${way.case(words.join(way.join) + way.form)}"`;
      const one = await importLab();
      try {
        await one.take(`Customer Number,Name,ZIP\n1,${written(first)},${first.zip}\n`, {
          entity: 'customer',
        });
        const done = await one.take(`Company,ZIP\n${written(second)},${second.zip}\n`, {
          entity: 'lead',
          knownPartners: 'skip',
        });
        expect(done).toMatchObject({ skipped: 1, created: 0, issues: [{ code: 'known-customer' }] });
      } finally {
        one.remove();
      }
    }),
    { numRuns: 15 },
  );
}, 240_000);
