/**
 * Makes PDFs in a process of its own: `node ensure-process.ts one-by-one|in-groups DATA_DIR KILL_AT ID…`. At its KILL_ATth step on
 * disk or in the database (0: never) the process kills itself, as hard as a power cut kills it; the steps around a
 * commit have names as well: `before-commit`, `in-commit`, `after-commit`. Prints how many steps there were.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [how = '', dataDir = '', killAt = '0', ...ids] = process.argv.slice(2);
let steps = 0;

function step(name?: string): void {
  steps++;
  if (name === killAt || steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
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
const { ensurePdfs } = await import('../../../workers/invoices/ensure-pdfs.ts');
const { openStore } = await import('../../../workers/store/open.ts');
const store = openStore({ dataDir });
const write = store.write.bind(store);
store.write = (actor, change, durability) => {
  step('before-commit');
  const result = write(
    actor,
    (tx) => {
      const value = change(tx);
      step('in-commit');
      return value;
    },
    durability,
  );
  step('after-commit');
  return result;
};
const made = [];
if (how === 'in-groups') {
  for await (const ended of ensurePdfs(store, 'job:child', invoices())) made.push(ended);
} else {
  for (const id of ids) made.push(await ensurePdf(store, 'job:child', id));
}
store.close();
console.log(JSON.stringify({ steps, made }));

async function* invoices(): AsyncGenerator<{ id: string }> {
  for (const id of ids) yield await Promise.resolve({ id });
}
