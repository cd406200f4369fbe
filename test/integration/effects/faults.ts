/** Running a scenario in copies of its data: undisturbed, three times at once, and killed at a step. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../workers/store/open.ts';
import type { LetterServer } from '../../fixtures/effects/letter-server.ts';
import { testStore } from '../../support/invoice-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { runInChild, type Ended } from './children.ts';
import type { Scenario, World } from './scenario.ts';

export interface Prepared {
  key: string;
  scenario: Scenario;
  payload: unknown;
  template: string;
  letters: LetterServer;
}

/** All of the first ones, and of the others so many at random. */
const firstSteps = 12;
const furtherSteps = 8;

export async function prepare(key: string, scenario: Scenario, letters: LetterServer): Promise<Prepared> {
  const made = await testStore();
  const payload = await scenario.prepare(made, letters);
  made.store.close();
  return { key, scenario, payload, template: made.dataDir, letters };
}

export interface Copy {
  /** Runs the job once. @param killAt a step's name; the empty string counts them all. */
  run(killAt?: string): Promise<Ended>;
  /** Runs the job to its end, with a person's decision where one is needed. */
  finish(): Promise<Ended>;
  look(): unknown;
  steps(): string[];
  remove(): void;
}

export function copyOf({ key, scenario, payload, template, letters }: Prepared): Copy {
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-effects-'));
  cpSync(template, dataDir, { recursive: true, preserveTimestamps: true });
  const list = join(dataDir, 'steps.txt');
  const order = { dataDir, key, payload };
  const run = (killAt?: string) =>
    runInChild(killAt === undefined ? order : { ...order, steps: list, killAt });
  const inWorld = <T>(visit: (world: World) => T): T => {
    const store = openStore({ dataDir });
    try {
      return visit({ store, letters });
    } finally {
      store.close();
    }
  };
  inWorld((world) => scenario.enter?.(world));
  return {
    run,
    async finish() {
      const ended = await run();
      const isInDoubt = ended !== null && !ended.ok && ended.code === 'effect-in-doubt';
      if (!isInDoubt || scenario.decide === undefined) return ended;
      inWorld((world) => scenario.decide?.(world, payload as never));
      return await run();
    },
    look: () => inWorld((world) => scenario.look(world, payload as never)),
    steps: () => readFileSync(list, 'utf8').trim().split('\n'),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** The steps to be killed at, of all that one run has. */
export function chosenSteps(steps: readonly string[]): string[] {
  const random = seededRandom(5);
  const rest = steps.slice(firstSteps).map((step) => ({ step, at: random() }));
  rest.sort((a, b) => a.at - b.at);
  return [...steps.slice(0, firstSteps), ...rest.slice(0, furtherSteps).map(({ step }) => step)];
}
