import { describe, expect, it } from 'vitest';
import { isAddress, parseAddresses } from '../../../workers/mail/address.ts';
import { recipientsOf } from '../../../workers/mail/recipients.ts';

it.each(['a@b.example', "o'neil+x@sub.acme.example", 'A.B@ACME.EXAMPLE'])('%s is an address', (text) => {
  expect(isAddress(text)).toBe(true);
});

it.each([
  '',
  'a',
  '@b.example',
  'a@',
  'a b@c.example',
  'a@b..example',
  '.a@b.example',
  'a@b.example\r\nBcc: x@y.example',
  'a@b.example\n',
  'a@-b.example',
  '"a b"@c.example',
  'a@[127.0.0.1]',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b'.repeat(260)}`,
  'a@b.example>',
])('%j is none', (text) => {
  expect(isAddress(text)).toBe(false);
});

describe('a customer’s field', () => {
  it('holds several addresses, with names and in any spelling, each once', () => {
    expect(parseAddresses(' Jane Doe <pay@acme.example>; office@acme.example,PAY@acme.example;; ')).toEqual({
      addresses: ['pay@acme.example', 'office@acme.example'],
      invalid: [],
    });
  });

  it('keeps what is no address apart', () => {
    expect(parseAddresses('pay@acme.example; ask Jane')).toEqual({
      addresses: ['pay@acme.example'],
      invalid: ['ask Jane'],
    });
  });
});

describe('an invoice goes', () => {
  const invoice = {
    no: 1,
    id: 'i',
    number: 'A-1',
    version: 1,
    kind: 'invoice',
    status: 'issued',
    billToName: 'Acme',
    invoiceEmail: null as string | null,
    email: 'office@acme.example' as string | null,
  };

  it('to the address for invoices before that of the customer, and to a given one before both', () => {
    expect(recipientsOf(invoice).addresses).toEqual(['office@acme.example']);
    const own = { ...invoice, invoiceEmail: 'ap@acme.example' };
    expect(recipientsOf(own).addresses).toEqual(['ap@acme.example']);
    expect(recipientsOf(own, 'x@acme.example').addresses).toEqual(['x@acme.example']);
  });

  it.each([
    ['address-missing', { email: null }],
    ['address-missing', { email: ' ' }],
    ['address-invalid', { email: 'office@acme.example; ask Jane' }],
    ['address-invalid', { email: 'a@b.example\r\nBcc: all' }],
    ['invoice-draft', { status: 'draft' }],
    ['invoice-void', { status: 'void' }],
    ['too-many-addresses', { email: Array.from({ length: 21 }, (_, i) => `a${i}@b.example`).join() }],
  ])('nowhere and says why: %s', (code, over) => {
    expect(recipientsOf({ ...invoice, ...over })).toMatchObject({ addresses: [], problem: { code } });
  });
});
