/**
 * Makes PDFs in a process of its own: `node ensure-process.ts DATA_DIR KILL_AT ID…`. At its KILL_ATth step on disk or in the
 * database (0: never) the process kills itself, as hard as a power cut kills it. Prints how many steps there were.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [dataDir = '', killAt = '0', ...ids] = process.argv.slice(2);
let steps = 0;

function step(): void {
  steps++;
  if (steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
}

/** A step before each call and one after: the effect of the call is either not there yet, or not known yet. */
function stepping<Arguments extends unknown[], Result>(call: (...args: Arguments) => Promise<Result>) {
  return async (...args: Arguments): Promise<Result> => {
    step();
    const result = await call(...args);
    step();
    return result;
  };
}

const open = fs.open.bind(fs);
fs.open = async (...args: Parameters<typeof open>) => {
  step();
  const handle = await open(...args);
  handle.writeFile = stepping(handle.writeFile.bind(handle));
  handle.sync = stepping(handle.sync.bind(handle));
  return handle;
};
fs.rename = stepping(fs.rename.bind(fs));
fs.mkdir = stepping(fs.mkdir.bind(fs)) as typeof fs.mkdir;
syncBuiltinESMExports();

const { ensurePdf } = await import('../../../workers/invoices/ensure-pdf.ts');
const { openStore } = await import('../../../workers/store/open.ts');
const store = openStore({ dataDir });
const write = store.write.bind(store);
store.write = (actor, change, durability) => {
  step();
  const result = write(
    actor,
    (tx) => {
      const value = change(tx);
      step();
      return value;
    },
    durability,
  );
  step();
  return result;
};
const made = [];
for (const id of ids) made.push(await ensurePdf(store, 'job:child', id));
store.close();
console.log(JSON.stringify({ steps, made }));
