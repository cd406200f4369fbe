import { describe, expect, it } from 'vitest';
import { redactor, redactValue } from '../../../workers/support/redact.ts';

const redact = redactor(['gate-17', 'p"w\\d']);

describe('what a support bundle shows of a log', () => {
  it.each([
    ['a secret that is known by its value', 'login with gate-17 failed', 'gate-17'],
    ['the same within JSON', JSON.stringify({ note: 'p"w\\d' }), 'w\\\\d'],
    ['the same in base64', `sent ${Buffer.from('gate-17').toString('base64')}`, 'Z2F0ZS0xNw'],
    ['a password field', '{"smtpPassword":"harbor lights"}', 'harbor'],
    ['a password with a quote in it', '{"password":"a\\"harbor"}', 'harbor'],
    [
      'an FMCSA key in a query',
      'GET https://mobile.fmcsa.dot.gov/qc/services/carriers/1?webKey=abc12',
      'abc12',
    ],
    ['an FMCSA key by itself', 'key 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', '0a1b2c3d'],
    ['a bearer token', 'Authorization: Bearer abc.def-ghi', 'abc.def'],
    ['a webhook with a token in its path', 'POST https://hooks.example.com/services/T0/B1/xyzzy', 'xyzzy'],
    ['a login in an address', 'rediss://dock:harbor9@10.0.0.1:6379', 'harbor9'],
    ['an e-mail address', 'mail to ap@harbor.example refused', 'ap@harbor'],
    ['an amount in dollars', 'paid $1,234.56 today', '1,234'],
    ['an amount by a currency code', 'total USD 99.10', '99.10'],
    ['an amount by its name', '{"amountCents":123456}', '123456'],
    ['an amount with cents', 'balance 4100.00 open', '4100'],
  ])('is without %s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it('keeps what helps: times, ids of rows, versions, counts and codes', () => {
    const line =
      '{"at":"2026-11-24T19:43:32.120Z","level":"error","event":"job failed","job":"0195c3a0-7c1e-7b1e-9d5e-2f1a3b4c5d6e","redis":"7.4.1","ms":1234.5,"code":"ECONNREFUSED 127.0.0.1:6379"}';
    expect(redact(line)).toBe(line);
  });

  it('leaves JSON that can be read', () => {
    const value = { password: 'x"y', url: 'https://a.example/t/1', nested: [{ totalCents: -5 }] };
    expect(redactValue(value, redact)).toEqual({
      password: '[removed]',
      url: 'https://a.example/[removed]',
      nested: [{ totalCents: '[removed]' }],
    });
  });
});
