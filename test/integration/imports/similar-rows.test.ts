/** Suggestions of a check that rows are about a company known under another key: in the file, and in the table. */
import { readdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Entity } from '../../../workers/api/wire.ts';
import { importRows, similarRows } from '../../../workers/imports/row-view.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab | undefined;
afterEach(() => lab?.remove());

const headers = {
  customer: 'Customer Number,Name,Email,Phone,ZIP\n',
  carrier: 'USDOT Number,Legal Name,Email,Phone,ZIP\n',
};

/** What a check says of the rows, by line. */
async function check(own: ImportLab, entity: Entity, text: string) {
  const view = await own.take(text, { entity, dryRun: true });
  return { view, said: view.issues.filter(({ code }) => code === 'similar') };
}

test.each([
  ['customer', 'phone', '1,Acme,,(559) 555-0142,', '2,Bolt,,+1 559-555-0142,', 'the same phone number'],
  ['customer', 'e-mail', '1,Acme,a@b.example,,', '2,Bolt,A@B.example,,', 'the same e-mail address'],
  [
    'customer',
    'name and ZIP',
    '1,"Acme, Inc.",,,93706',
    '2,ACME LLC,,,93706-1234',
    'the same name and postal code',
  ],
  ['carrier', 'phone', '11,Acme,,(559) 555-0142,', '12,Bolt,,15595550142,', 'the same phone number'],
  [
    'carrier',
    'name and ZIP',
    '11,Acme & Sons,,,93706',
    '12,Acme and Sons Co,,,93706',
    'the same name and postal code',
  ],
] as const)(
  'A %s with the same %s under another key is suggested, in the file and in the table',
  async (entity, _, first, second, words) => {
    lab = await importLab();
    const inFile = await check(lab, entity, `${headers[entity]}${first}\n${second}\n`);
    expect(inFile.said).toMatchObject([
      { line: 3, severity: 'warning', message: expect.stringContaining('line 2') },
    ]);
    expect(inFile.said[0]?.message).toContain(words);
    expect(inFile.view).toMatchObject({ created: 2, skipped: 0, failed: 0, warnings: 1 });

    await lab.take(`${headers[entity]}${first}\n`, { entity });
    const inTable = await check(lab, entity, `${headers[entity]}${second}\n`);
    const [key] = first.split(',');
    expect(inTable.said).toMatchObject([{ line: 2, message: expect.stringContaining(`${entity} "${key}"`) }]);
    expect(inTable.said[0]?.message).toContain(words);
    const { rows } = await importRows(lab.store, {
      importId: inTable.view.importId,
      filter: 'similar',
      limit: 9,
      offset: 0,
    });
    expect(rows).toMatchObject([
      { line: 2, outcome: 'created', issues: [{ other: { entity, search: key } }] },
    ]);
    expect(similarRows(lab.store, inTable.view.importId)).toMatchObject({ similar: 1, rows: 1 });
  },
);

test('Leads resemble each other where their keys differ', async () => {
  lab = await importLab();
  const header = 'Company,Email,Phone,ZIP\n';
  await lab.take(`${header}Blue River,ann@river.example,,93706\n`, { entity: 'lead' });
  const { said } = await check(
    lab,
    'lead',
    `${header}Blue River Inc.,bob@river.example,,93706\nOther,,(559) 555-0142,\nOther Two,two@other.example,559 555 0142,\n`,
  );
  expect(said.map(({ line, message }) => [line, message])).toEqual([
    [2, 'Perhaps the same as lead "Blue River": the same name and postal code. Compare the two.'],
    [4, 'Perhaps the same as line 3 of this file: the same phone number. Compare the two.'],
  ]);
});

test('A record and its twin in the table resemble each other, though both are in the file', async () => {
  lab = await importLab();
  const text = `${headers.customer}1,Acme,,,93706\n2,Acme Inc,,,93706\n`;
  await lab.take(text, { entity: 'customer' });
  const { said } = await check(lab, 'customer', text);
  expect(said.map(({ message }) => /"(\d)"/.exec(message)?.[1])).toEqual(['2', '1']);
});

test('Different companies stay different', async () => {
  lab = await importLab();
  const rows = [
    '1,Acme Freight,ann@gmail.com,,93706',
    '2,Bolt Freight,bob@gmail.com,,93706',
    '3,Unknown,none@none.com,0000000000,93706',
    '4,UNKNOWN,none@none.com,000-000-0000,93706',
    '5,N/A,test@test.com,1111111111,93706',
    '6,n/a,test@test.com,(111) 111-1111,93706',
    '7,Cash Customer,,123-456-7890,93706',
    '8,Cash customer,,1234567890,93706',
    '9,Acme Freight,,,10001',
    '10,Acme Freight,,,',
    ...Array.from(
      { length: 8 },
      (_, i) => `2${i},Tenant ${i},office@building.example,(559) 555-0100,9370${i}`,
    ),
  ];
  const text = `${headers.customer}${rows.join('\n')}\n`;
  expect((await check(lab, 'customer', text)).said).toEqual([]);
  await lab.take(text, { entity: 'customer' });
  expect((await check(lab, 'customer', text)).said).toEqual([]);
});

test('The same key twice is no resemblance but a duplicate, and a refused row resembles nothing', async () => {
  lab = await importLab();
  const row = '7,Acme,a@acme.example,(559) 555-0142,93706';
  const text = `${headers.carrier}${row}\n${row}\nno number,Acme,a@acme.example,(559) 555-0142,93706\n`;
  const { view, said } = await check(lab, 'carrier', text);
  expect(said).toEqual([]);
  expect(view).toMatchObject({ failed: 1, created: 1 });
  expect(view.issues.map(({ code }) => code)).toContain('duplicate-in-file');
});

test('An import itself suggests nothing, and a check leaves no scratch file', async () => {
  lab = await importLab();
  const text = `${headers.customer}1,Acme,,,93706\n2,Acme Inc,,,93706\n`;
  expect((await check(lab, 'customer', text)).said).toHaveLength(1);
  expect((await lab.take(text, { entity: 'customer' })).issues).toEqual([]);
  expect(readdirSync(lab.store.paths.temp)).toEqual([]);
});

test('In a file of many rows every resemblance is found, whatever its distance', async () => {
  lab = await importLab();
  const rows = 60_000;
  const row = (i: number) => {
    const name = `Carrier ${i} LLC`;
    const [twin, where] = [`CARRIER ${i - 30_000}, Inc.`, 10_000 + (i % 30_000)];
    return `${100 + i},"${i >= 30_000 && i % 1000 === 0 ? twin : name}",,,${where}`;
  };
  const text = headers.carrier + Array.from({ length: rows }, (_, i) => row(i)).join('\n');
  const { view, said } = await check(lab, 'carrier', text);
  expect(view).toMatchObject({ created: rows, warnings: 30 });
  expect(said.map(({ line, message }) => [line, Number(/line (\d+)/.exec(message)?.[1])])).toEqual(
    Array.from({ length: 30 }, (_, i) => [30_002 + i * 1000, 2 + i * 1000]),
  );
}, 120_000);
