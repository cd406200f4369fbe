/** What a process leaves in doubt that dies between an effect's intent and its outcome, and what a person's word makes of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveEffect, type EffectDecision } from '../../../workers/queues/resolve-effect.ts';
import { doubtfulEffects } from '../../../workers/store/queries/doubtful-effects.ts';
import { letterOf } from '../../../workers/store/queries/dead-letters.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { untilSettled } from '../../fixtures/queues/look.ts';
import { traced } from '../../fixtures/queues/trace.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start();
});
afterAll(() => engine.stop());

const doubtful = (key: string) =>
  doubtfulEffects(engine.store, { limit: 100, offset: 0 }).effects.find((each) => each.key === key);

function decide(key: string, decision: EffectDecision): string {
  const jobId = resolveEffect(engine.store, 'user:clerk', { key, decision, again: true }, () => true);
  engine.api.send({ type: 'enqueued' });
  if (jobId === null) throw new Error('No job goes on.');
  return jobId;
}

test.each([
  ['before', 0, 'not-done'],
  ['after', 1, 'done'],
] as const)(
  'a process that dies just %s it was sent leaves it in doubt; with a person’s word it is sent once',
  async (dies, sent, decision) => {
    const letter = `dies-${dies}`;
    const id = engine.want('work/letter', { letter, dies, times: 1 });
    expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'failed' });
    expect(traced(engine.store, letter, 'sent')).toBe(sent);
    expect(doubtful(`letter:${letter}`)).toMatchObject({ jobId: id, name: 'letter', jobState: 'failed' });
    expect(doubtful(`letter:${letter}`)?.result).toContain(`the letter ${letter}`);
    expect(letterOf(engine.store, id)).toMatchObject({ code: 'effect-in-doubt', closedAt: null });

    const again = decide(`letter:${letter}`, decision);
    expect(await untilSettled(engine.store, again)).toMatchObject({ state: 'completed', redrivenFrom: id });
    expect(traced(engine.store, letter, 'sent')).toBe(1);
    expect(doubtful(`letter:${letter}`)).toBeUndefined();
    expect(letterOf(engine.store, id)).toMatchObject({ redrivenAs: again, closedBy: 'user:clerk' });
    expect(() => decide(`letter:${letter}`, decision)).toThrow('nothing to decide');
  },
);

test('one that may be repeated and whose job is set aside for its crashes is in doubt as well', async () => {
  const letter = 'dies-always';
  const id = engine.want('work/request', { letter, dies: 'after', times: 3 });
  expect(await untilSettled(engine.store, id, 30_000)).toMatchObject({ state: 'failed' });
  expect(letterOf(engine.store, id)).toMatchObject({ code: 'crashed-too-often' });
  expect(doubtful(`letter:${letter}`)).toMatchObject({ jobId: id });
  const again = decide(`letter:${letter}`, 'done');
  expect(await untilSettled(engine.store, again)).toMatchObject({ state: 'completed', result: 'null' });
  expect(traced(engine.store, letter, 'sent')).toBe(1);
});
