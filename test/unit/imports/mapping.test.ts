import { describe, expect, it } from 'vitest';
import { guessEntity } from '../../../workers/imports/guess-entity.ts';
import { headingKey } from '../../../workers/imports/headings.ts';
import { doubts, type Column } from '../../../workers/imports/candidate.ts';
import { guess, openSuggestions } from '../../../workers/imports/mapping.ts';

const column = (heading: string, ...values: string[]): Column => ({ heading, values, repeated: false });
const columns = (...headings: string[]) => headings.map((heading) => column(heading));

describe('the words of a heading', () => {
  it.each([
    ['DOT_NUMBER', 'dot number'],
    ['DOT #', 'dot number'],
    ['DotNbr', 'dot number'],
    ['*InvoiceNo', 'invoice number'],
    ['Address1', 'address 1'],
    ['PHY_ZIPCODE', 'phy zip code'],
    ['contact_persons.0.e-mail', 'contact persons 0 email'],
    ['Phone #s', 'phone number'],
    ['USDOTNumber', 'usdot number'],
    ['Bill To (required)', 'bill to'],
    ['Disc. %', 'disc percent'],
  ])('%s', (heading, words) => {
    expect(headingKey(heading)).toBe(words);
  });
});

describe('a name', () => {
  it('is found in one word, with what surrounds it, and with the group before or behind it', () => {
    const { mapping } = guess(
      'invoice',
      columns('INVOICENO', 'invoicedate', 'Line Unit Price', 'InvDueDate'),
    );
    expect(mapping).toEqual({
      number: 'INVOICENO',
      issueDate: 'invoicedate',
      unitPrice: 'Line Unit Price',
      dueDate: 'InvDueDate',
    });
    expect(guess('customer', columns('Billing Zip/Postal Code', 'City (Billing)')).mapping).toEqual({
      postalCode: 'Billing Zip/Postal Code',
      city: 'City (Billing)',
    });
  });

  it('is the company, and the contact only beside a column for the company', () => {
    expect(guess('lead', columns('Name', 'Email')).mapping).toEqual({ company: 'Name', email: 'Email' });
    expect(guess('lead', columns('Name', 'Company')).mapping).toEqual({
      company: 'Company',
      contactName: 'Name',
    });
  });

  it('is no house number and no row number', () => {
    expect(guess('customer', [column('No', '12', '14b', '3')]).mapping).toEqual({});
  });

  it('says nothing where it stands twice', () => {
    const twice = { ...column('Phone (column 2)', '312-555-0188'), repeated: true };
    expect(guess('lead', [twice])).toEqual({ mapping: {}, suggestions: [] });
  });
});

describe('values', () => {
  it('decide whether a customer is a number or a name', () => {
    expect(guess('customer', [column('Customer', 'ALFKI', 'ANATR', 'C-77')]).mapping).toEqual({
      number: 'Customer',
    });
    expect(guess('customer', [column('Customer', 'Blue River Carriers', 'Acme Freight')]).mapping).toEqual({
      legalName: 'Customer',
    });
  });

  it('speak against a name that can mean something else', () => {
    expect(guess('lead', [column('Title', 'Mr.', 'Dr.', 'Ms.')]).mapping).toEqual({});
    expect(guess('lead', [column('Title', 'Owner', 'Buyer', 'Ms.')]).mapping).toEqual({
      contactTitle: 'Title',
    });
    expect(guess('lead', [column('Lead Status', 'new', 'Junk', 'won')]).mapping).toEqual({});
    expect(guess('lead', [column('Lead Status', 'new', 'lost', 'won')]).mapping).toEqual({
      stage: 'Lead Status',
    });
  });

  it('do not speak against a name that means nothing else: wrong rows are told one by one', () => {
    expect(guess('carrier', [column('USDOT Number', 'none', 'n/a', 'soon')]).mapping).toEqual({
      usdot: 'USDOT Number',
    });
  });

  it('let a docket lack its prefix under its own heading', () => {
    expect(guess('carrier', [column('MC Number', '368053', '441920')]).mapping).toEqual({
      docket: 'MC Number',
    });
  });

  it('name a column without a heading, and only suggest one whose heading says something else', () => {
    const mails = ['ap@acme.example', 'ann@blue.example', 'lee@q.example'];
    expect(guess('lead', [column('Column 3', ...mails)]).mapping).toEqual({ email: 'Column 3' });
    expect(guess('lead', [column('Login', ...mails)])).toEqual({
      mapping: {},
      suggestions: [{ field: 'email', heading: 'Login', why: doubts.onlyValues }],
    });
  });
});

describe('of several', () => {
  it('equal columns none is taken, and each is offered', () => {
    const { mapping, suggestions } = guess('carrier', [
      column('DOT #', '830331'),
      column('dot_number', '1001665'),
    ]);
    expect(mapping).toEqual({});
    expect(suggestions).toEqual([
      { field: 'usdot', heading: 'DOT #', why: doubts.several },
      { field: 'usdot', heading: 'dot_number', why: doubts.several },
    ]);
  });

  it('the one with values is taken before an empty one', () => {
    expect(guess('carrier', [column('DOT #'), column('dot_number', '1001665')]).mapping).toEqual({
      usdot: 'dot_number',
    });
  });

  it('telephones the business one is taken before a mobile one, and another one is only offered', () => {
    expect(guess('lead', columns('Mobile', 'Business Phone', 'Home Phone')).mapping).toEqual({
      phone: 'Business Phone',
    });
    expect(guess('lead', columns('Mobile')).mapping).toEqual({ phone: 'Mobile' });
    expect(guess('lead', columns('Home Phone'))).toEqual({
      mapping: {},
      suggestions: [{ field: 'phone', heading: 'Home Phone', why: doubts.apart }],
    });
  });

  it('addresses one is taken whole', () => {
    const two = ['Billing Street', 'Billing City', 'Billing Zip', 'Shipping City', 'Shipping State'];
    expect(guess('customer', columns(...two)).mapping).toEqual({
      street: 'Billing Street',
      city: 'Billing City',
      postalCode: 'Billing Zip',
    });
    expect(
      guess(
        'carrier',
        columns('MAILING_STREET', 'MAILING_CITY', 'PHY_STREET', 'PHY_CITY', 'MAILING_ZIP', 'PHY_ZIP'),
      ).mapping,
    ).toEqual({ street: 'PHY_STREET', city: 'PHY_CITY', postalCode: 'PHY_ZIP' });
    expect(
      guess('customer', columns('Street', 'City', 'Zip', 'Billing City', 'Billing State')).mapping,
    ).toEqual({
      street: 'Street',
      city: 'City',
      postalCode: 'Zip',
    });
  });

  it('an address is completed by what has no address of its own', () => {
    expect(guess('customer', columns('Billing Street', 'Billing City', 'Country')).mapping).toEqual({
      street: 'Billing Street',
      city: 'Billing City',
      country: 'Country',
    });
  });
});

describe('suggestions beside a given mapping', () => {
  it('offer the guess for fields that it leaves empty, from columns that it does not use', () => {
    const guessed = guess('lead', columns('Company', 'Email', 'Home Phone'));
    expect(openSuggestions(guessed, { company: { column: 'Company' } })).toEqual([
      { field: 'email', heading: 'Email', why: doubts.none },
      { field: 'phone', heading: 'Home Phone', why: doubts.apart },
    ]);
    expect(openSuggestions(guessed, { company: 'Email', phone: 'Home Phone' })).toEqual([]);
  });
});

describe('a file of ten thousand columns', () => {
  it('is guessed in well under a second of work, for every entity', () => {
    const words = ['Billing', 'City', 'Phone', 'Name', 'DOT', 'Email', 'Custom', 'Line', 'Item', 'Secondary'];
    const wide = Array.from({ length: 10_000 }, (_, i) =>
      column(
        `${words[i % 10] ?? ''} ${words[(i * 7) % 10] ?? ''} ${i}`,
        'ann@x.example',
        '12',
        'https://x.example',
      ),
    );
    const before = process.cpuUsage();
    guessEntity(wide, 'wide.csv');
    guess('lead', wide);
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(900);
  });
});
