import { describe, expect, it } from 'vitest';
import { refusal } from '../../../workers/api/http/guard.ts';

const door = { port: 4711, token: 'correct-horse' };
const authorization = 'Bearer correct-horse';
const host = '127.0.0.1:4711';

describe('who is let in', () => {
  it.each(['127.0.0.1:4711', 'localhost:4711', 'LOCALHOST:4711'])('answers to its own name %s', (own) => {
    expect(refusal({ host: own, authorization }, door, true)).toBeNull();
  });

  it.each([
    undefined,
    '',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:4712',
    'evil.example:4711',
    'evil.example',
    '127.0.0.1.evil.example:4711',
    'localhost:4711.evil.example',
    '[::1]:4711',
    '0.0.0.0:4711',
    '127.0.0.1:4711@evil.example',
    'user@127.0.0.1:4711',
    '127.0.0.1:4711, evil.example',
  ])('refuses the name %s, as a page has it that points its own name here', (other) => {
    expect(refusal({ host: other, authorization }, door, false)?.status).toBe(403);
    expect(refusal({ host: other, authorization }, door, true)?.status).toBe(403);
  });

  it('answers without a port where the port is the scheme’s own', () => {
    expect(refusal({ host: 'localhost', authorization }, { ...door, port: 80 }, true)).toBeNull();
  });

  it.each(['http://127.0.0.1:4711', 'http://localhost:4711'])('lets its own pages from %s in', (origin) => {
    expect(refusal({ host, origin, authorization }, door, true)).toBeNull();
  });

  it.each([
    'null',
    '',
    'http://evil.example',
    'https://127.0.0.1:4711',
    'http://127.0.0.1',
    'http://127.0.0.1:4712',
    'http://127.0.0.1:4711.evil.example',
    'http://localhost:4711/',
    'file://',
    'chrome-extension://abcdef',
  ])('refuses pages from %s even with the token', (origin) => {
    expect(refusal({ host, origin, authorization }, door, true)?.status).toBe(403);
    expect(refusal({ host, origin, authorization }, door, false)?.status).toBe(403);
  });

  it.each([
    undefined,
    '',
    'correct-horse',
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    'Bearer correct-hors',
    'Bearer correct-horse2',
    'Bearer correct horse',
    'Basic correct-horse',
    'Bearer CORRECT-HORSE',
    `Bearer ${'x'.repeat(10_000)}`,
    'Bearer correct-horse, Bearer other',
    'Bearer \u00e9',
  ])('refuses the token in “%s”', (given) => {
    expect(refusal({ host, authorization: given }, door, true)?.status).toBe(401);
  });

  it('takes the token whatever the case of its scheme', () => {
    expect(refusal({ host, authorization: 'bearer correct-horse' }, door, true)).toBeNull();
  });

  it('says what to do without naming the token', () => {
    const refused = refusal({ host }, door, true);
    expect(refused?.text).toContain('engine.json');
    expect(refused?.text).not.toContain(door.token);
  });

  it('is shut when there is no token at all', () => {
    expect(refusal({ host, authorization: 'Bearer ' }, { ...door, token: '' }, true)?.status).toBe(401);
    expect(refusal({ host }, { ...door, token: '' }, true)?.status).toBe(401);
  });

  it('gives the console’s own files without a token', () => {
    expect(refusal({ host }, door, false)).toBeNull();
  });
});
