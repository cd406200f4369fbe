/**
 * Works in a ledger in a process of its own: `node ledger-process.ts DATA_DIR SEED STEPS KILL_AT`. Before its KILL_ATth statement of
 * the database (0: never) the process kills itself, as hard as a power cut kills it. Prints how many statements there were.
 */
import { openStore } from '../../../workers/store/open.ts';
import { randomSteps } from '../../support/random-ledger.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const [dataDir = '', seed = '1', steps = '0', killAt = '0'] = process.argv.slice(2);
let statements = 0;

type Methods = Record<string, (...args: never[]) => unknown>;

/** Counts a method's calls, and ends everything at the one that is asked for. */
function counted(owner: Methods, name: string): void {
  const call = owner[name];
  if (call === undefined) throw new Error(`There is no method ${name}.`);
  owner[name] = function (this: unknown, ...args: never[]) {
    statements += 1;
    if (statements === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return call.apply(this, args);
  };
}

const store = openStore({ dataDir });
const statementMethods = Object.getPrototypeOf(store.raw.prepare('SELECT 1')) as Methods;
for (const name of ['run', 'get', 'all']) counted(statementMethods, name);
counted(Object.getPrototypeOf(store.raw) as Methods, 'exec');

const customers = store.raw.prepare<[], string>('SELECT id FROM customer').pluck().all();
statements = 0;
const step = randomSteps(store, seededRandom(Number(seed)), { customers, backdate: true });
for (let i = 0; i < Number(steps); i += 1) step();
store.close();
console.log(statements);
