import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../../workers/queues');
const page = readFileSync(join(folder, 'deaths.md'), 'utf8');

/** Titles and files of all tests that the page names. */
const named = [...page.replaceAll('\n', ' ').matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)].map(
  ([, title = '', file = '']) => [title.replaceAll(/\s+/g, ' '), file] as const,
);

test('the page of deaths names tests for each of its ways', () => {
  const ways = page.split(/^\*\*|^## /m).slice(1);
  const untested = ways.filter(
    (way) => !way.includes('.test.ts)') && !/^(The supervisor|Redis|A worker)/.test(way),
  );
  expect(untested).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test.each(named)('there is a test “%s”', (title, file) => {
  expect(readFileSync(join(folder, file), 'utf8')).toContain(`'${title}'`);
});
