/** Values that are made: constants, joined columns, parts of a column, replacements and what stands for nothing. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mappingSchema } from '../../../workers/imports/mapping-schema.ts';
import type { Mapping } from '../../../workers/imports/source.ts';
import { sourceReader } from '../../../workers/imports/source-reader.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => lab.remove());

const leads = 'Company,First,Last,Place,Mail\n';
const known: Mapping = { company: 'Company', email: 'Mail' };
const take = (rows: string, mapping: Mapping) =>
  lab.take(leads + rows, { entity: 'lead', mapping: { ...known, ...mapping } });
const stored = (...columns: string[]) => lab.rows('lead').map((row) => columns.map((each) => row[each]));

describe('a value that is made', () => {
  it('is the same in every row, of several columns, or one part of a column that feeds several fields', async () => {
    await take('Acme,Ann,Lee,"Austin, TX",a@acme.example\nBlue,Bob,,Reno,b@blue.example\n', {
      country: { constant: 'US' },
      contactName: { columns: ['First', 'Last'], join: ' ' },
      city: { column: 'Place', part: { by: ',', at: 1 } },
      region: { column: 'Place', part: { by: ',', at: 2 } },
    });
    expect(stored('country', 'contact_name', 'city', 'region')).toEqual([
      ['US', 'Ann Lee', 'Austin', 'TX'],
      ['US', 'Bob', 'Reno', null],
    ]);
  });

  it('is replaced as a whole, and something stands for nothing', async () => {
    await take('Acme,,,hot,a@acme.example\nBlue,Ann,,HOT,b@blue.example\nCold,Cy,X-CA,,c@cold.example\n', {
      stage: {
        column: 'Place',
        replace: [{ from: 'Hot', to: 'qualified', ignoreCase: true }],
        // A lead without a stage is new by itself.
        whenEmpty: 'contacted',
      },
      city: { columns: ['First', 'Last'], join: ' ', whenEmpty: 'Reno' },
      country: { column: 'Last', part: { by: '-', at: 2 }, whenEmpty: 'US' },
    });
    expect(stored('stage', 'city', 'country')).toEqual([
      ['qualified', 'Reno', 'US'],
      ['qualified', 'Ann', 'US'],
      ['contacted', 'Cy X-CA', 'CA'],
    ]);
  });

  it('stands for nothing in a plain column too, and not for what is there', async () => {
    const mapping = { city: { column: 'Place', whenEmpty: 'Reno' } };
    await take('Acme,,,Elko,a@acme.example\nBlue,,,  ,b@blue.example\n', mapping);
    expect(stored('city')).toEqual([['Elko'], ['Reno']]);
  });

  it('makes no row of a blank one and is no sign against a repeated header', async () => {
    const done = await take(`,,,,\n${leads}Acme,Ann,Lee,,a@acme.example\n`, {
      country: { constant: 'US' },
      contactName: { columns: ['First', 'Last'], join: ' ' },
    });
    expect(done).toMatchObject({ created: 1, failed: 1 });
    expect(done.issues.map(({ code }) => code)).toEqual(['header-repeated']);
  });

  it('names its columns where it is wrong', async () => {
    const done = await take(`Acme,${'x'.repeat(100)},${'y'.repeat(100)},,a@acme.example\n`, {
      contactName: { columns: ['First', 'Last'], join: ' ' },
    });
    expect(done.issues).toMatchObject([{ column: 'First + Last', code: 'too-long' }]);
  });
});

describe('before an import starts', () => {
  it('a value that no row could hold is told', async () => {
    await expect(take('Acme,,,,a@acme.example\n', { stage: { constant: 'warm' } })).rejects.toMatchObject({
      code: 'bad-value',
    });
    expect(lab.rows('import')).toEqual([]);
  });

  it('a column that is not there is told, also of several', async () => {
    const contactName = { columns: ['First', 'Surname'], join: ' ' };
    await expect(take('Acme,,,,a@acme.example\n', { contactName })).rejects.toMatchObject({
      code: 'unknown-column',
      message: expect.stringContaining('"Surname"'),
    });
  });

  it.each([{ constant: '1001' }, { column: 'Number', whenEmpty: '1001' }])(
    'what tells records apart is not one value for many rows: %o',
    async (number) => {
      const content = 'Number,Name\n,Acme\n,Blue\n';
      const mapping: Mapping = { number, legalName: 'Name' };
      await expect(lab.take(content, { entity: 'customer', mapping })).rejects.toMatchObject({
        code: 'same-for-all',
      });
    },
  );
});

it('a refused row of an invoice refuses the invoice, though its number is a part of a cell', async () => {
  const content =
    'Ref,Bill To,Date,Description,Price\nA/7,Acme,2026-01-02,Haul,10\nA/7,Acme,2026-01-02,Fuel,much\n';
  const mapping: Mapping = {
    number: { column: 'Ref', part: { by: '/', at: -1 } },
    billToName: 'Bill To',
    issueDate: { column: 'Date', dateOrder: 'ymd' },
    description: 'Description',
    unitPrice: 'Price',
  };
  expect(await lab.take(content, { entity: 'invoice', mapping })).toMatchObject({ created: 0, failed: 1 });
});

it('is proposed again for a file with the same headings', async () => {
  const contactName = { columns: ['First', 'Last'], join: ' ' };
  await take('Acme,Ann,Lee,,a@acme.example\n', { contactName, country: { constant: 'US' } });
  await lab.take(`${leads}Blue,Bob,Ray,,b@blue.example\n`, { entity: 'lead' });
  expect(stored('contact_name', 'country').at(-1)).toEqual(['Bob Ray', 'US']);
});

describe('the form of a source', () => {
  it.each([
    { constant: ' ' },
    { column: 'A', part: { by: ',', at: 0 } },
    { column: 'A', part: { by: '', at: 1 } },
    { columns: [], join: ' ' },
    { column: 'A', columns: ['A'], join: ' ' },
  ])('is checked: %o', (source) => {
    expect(mappingSchema.safeParse({ city: source }).success).toBe(false);
  });
});

const word = fc
  .string({ minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() === text && !text.includes('|'));

it('parts undo a join: each part of joined cells is its cell, from either end', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (cells) => {
      const trim = (cell: string) => cell.trim();
      const headings = cells.map((_, i) => `Column ${i + 1}`);
      const joined = sourceReader({ columns: headings, join: '|' }, headings).text?.(cells, trim) ?? '';
      cells.forEach((cell, i) => {
        for (const at of [i + 1, i - cells.length]) {
          const part = sourceReader({ column: 'Joined', part: { by: '|', at } }, ['Joined']);
          expect(part.text?.([joined], trim)).toBe(cell);
        }
      });
    }),
  );
});
