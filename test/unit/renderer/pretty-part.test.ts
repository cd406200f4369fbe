import { expect, test } from 'vitest';
import { prettyPart } from '../../../renderer/features/jobs/job/pretty-part.ts';

const json = JSON.stringify({ a: [1, 'x, {y}: "z"\\'], b: { c: null } });

test('whole JSON reads as it is indented by everybody', () => {
  expect(prettyPart(json, 100, 100).join('\n')).toBe(JSON.stringify(JSON.parse(json), null, 2));
});

test('wherever it breaks off, what is there is shown and nothing else', () => {
  const bare = (text: string) => text.replaceAll(/\s/g, '');
  for (let length = 1; length <= json.length; length += 1) {
    const beginning = json.slice(0, length);
    expect(bare(prettyPart(beginning, 100, 100).join(''))).toBe(bare(beginning));
  }
});

test('neither lines nor their number grow without a bound', () => {
  const lines = prettyPart(`{"a":"${'x'.repeat(100_000)}"}`, 30, 160);
  expect(lines).toHaveLength(30);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(162);
});
