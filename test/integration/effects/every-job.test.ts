/** That each job's effect happens once: at once in three processes, as if the engine had failed, and after a kill at any step. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterServer, type LetterServer } from '../../fixtures/effects/letter-server.ts';
import { endChildren, warmUp } from './children.ts';
import { chosenSteps, copyOf, prepare, type Copy, type Prepared } from './faults.ts';
import { outsideScenarios, scenarios } from './scenarios.ts';

let letters: LetterServer;
beforeAll(async () => void (letters = await letterServer()));
afterAll(() => {
  endChildren();
  letters.close();
});

const done = { ok: true };

describe.each(Object.entries({ ...scenarios, ...outsideScenarios }))('%s', (key, scenario) => {
  let prepared: Prepared;
  let undisturbed: unknown;
  let steps: string[];

  async function inCopy(visit: (copy: Copy) => Promise<void>): Promise<void> {
    const copy = copyOf(prepared);
    try {
      await visit(copy);
    } finally {
      copy.remove();
    }
  }

  beforeAll(async () => {
    prepared = await prepare(key, scenario, letters);
    await inCopy(async (copy) => {
      expect(await copy.run('')).toEqual(done);
      undisturbed = copy.look();
      steps = copy.steps();
    });
  });
  afterAll(() => rmSync(prepared.template, { recursive: true, force: true }));

  it('has its effect in one run, and none in a second', () =>
    inCopy(async (copy) => {
      expect(undisturbed).toMatchObject(scenario.once);
      expect(await copy.run()).toEqual(done);
      expect(await copy.run()).toEqual(done);
      expect(copy.look()).toEqual(undisturbed);
    }));

  it('has one effect in three runs at once', () =>
    inCopy(async (copy) => {
      await warmUp(3);
      const ended = await Promise.all([copy.run(), copy.run(), copy.run()]);
      const failed = ended.filter((end) => end === null || !end.ok);
      expect(
        failed.filter((end) => end === null || end.ok || !scenario.mayFailAtOnce?.includes(end.code)),
      ).toEqual([]);
      expect(failed.length).toBeLessThan(3);
      expect(copy.look()).toEqual(undisturbed);
    }));

  it('has one effect when it is killed at any step and run again', async ({ annotate }) => {
    const chosen = chosenSteps(steps);
    await annotate(`killed at ${chosen.length} of ${steps.length} steps`);
    let missed = 0;
    const waiting = [...chosen];
    const worker = async () => {
      for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
        const [killAt = ''] = step.split(' ');
        await inCopy(async (copy) => {
          if ((await copy.run(killAt)) !== null) missed++;
          expect(await copy.finish(), step).toEqual(done);
          expect(copy.look(), step).toEqual(undisturbed);
        });
      }
    };
    await Promise.all([worker(), worker()]);
    // How many slices a file is written in depends on the machine's speed: a late step may not come.
    expect(missed).toBeLessThan(chosen.length / 4);
  });
});
