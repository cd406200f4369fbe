import { expect, it, test } from 'vitest';
import { nextTurn, type Pace } from '../../../workers/mail/pace.ts';
import { cleanWords, pauseAskedFor, secretsOf } from '../../../workers/mail/server-words.ts';

test.each([
  ['450 4.2.0 Greylisted, try again in 5 minutes', 300_000],
  ['451 retry after 90 seconds please', 90_000],
  ['421 come back in 2h', 7_200_000],
  ['450 Greylisted for 300 seconds', 300_000],
  ['450 4.7.1 Try again later', undefined],
  ['450 in 0 seconds', undefined],
  ['450 in 99999 hours', undefined],
])('%s asks for %s ms', (words, ms) => {
  expect(pauseAskedFor(words)).toBe(ms);
});

it('shows no password that the server repeats, in any form in which it travels, and no control characters', () => {
  const secrets = secretsOf('clerk', 'hunter2');
  const said = `535 no: hunter2 ${Buffer.from('hunter2').toString('base64')} ${Buffer.from('\0clerk\0hunter2').toString('base64')}\r\n\u001b[31mred‮`;
  expect(cleanWords(said, secrets)).toBe('535 no: ••• ••• ••• [31mred');
  expect(cleanWords('x'.repeat(9999), []).length).toBeLessThan(510);
});

it('lets so many mails go a minute, and pauses after each batch', () => {
  const limits = { perMinute: 60, batchSize: 3, batchPauseSeconds: 30 };
  const turns: number[] = [];
  let pace: Pace | null = null;
  for (let n = 0; n < 7; n++) {
    const turn = nextTurn(pace, limits, 0);
    turns.push(turn.at);
    pace = turn.pace;
  }
  expect(turns).toEqual([0, 1000, 2000, 32_000, 33_000, 34_000, 64_000]);
});

it('saves nothing up while no mail goes, and waits for no clock that was set back', () => {
  const limits = { perMinute: 60, batchSize: 0, batchPauseSeconds: 0 };
  expect(nextTurn({ nextAt: 1000, inBatch: 1 }, limits, 50_000)).toMatchObject({
    at: 50_000,
    pace: { nextAt: 51_000 },
  });
  expect(nextTurn({ nextAt: 1e12, inBatch: 1 }, limits, 1000).at).toBe(1000);
});
