import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces } from '../../../electron/cli/json-pieces.ts';

describe('a JSON document in pieces', () => {
  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
      }),
    );
  });

  it('leaves out what is undefined', () => {
    const document = { a: undefined, b: [undefined, 1], c: { d: undefined } };
    expect([...jsonPieces(document)].join('')).toBe(JSON.stringify(document));
  });

  it('never makes one string of a long list', () => {
    const errors = Array.from({ length: 1_000 }, (_, line) => ({ line, message: 'x'.repeat(100) }));
    const longest = Math.max(...[...jsonPieces({ errors })].map((piece) => piece.length));
    expect(longest).toBeLessThan(200);
  });
});
