/** One turn of a clerk's work: a file that changes what is known, invoices made and printed, an import that fails and is run again. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';

const carriers = 500;
const invoices = 5;
/** Workers look once a second whether they may go on: twice that, and a pause holds. */
const pausedMs = 2_500;

/** @param printer null where there is nothing to print with. */
export async function work(
  engine: HeadlessEngine,
  folder: string,
  turn: number,
  printer: string | null,
): Promise<void> {
  await bringIn(engine, put(folder, 'carriers.csv', carrierFile(turn)), 'carrier');
  await bringIn(engine, put(folder, 'invoices.csv', invoiceFile(turn)), 'invoice');
  const { jobId } = await engine.client.invoices.makePdfs({ all: true });
  await ended(engine, jobId);
  if (printer !== null) {
    await engine.client.printing.printInvoices({ invoices: { all: true } });
    await until(
      'everything is printed',
      async () => (await engine.client.printing.queue({})).rows.every(({ state }) => state === 'printed'),
      60_000,
    );
  }
  await failAndRetry(engine, folder, turn);
}

type Entity = 'carrier' | 'customer' | 'invoice';

async function bringIn({ client }: HeadlessEngine, path: string, entity: Entity): Promise<void> {
  const { sha256, name } = await client.files.stage({ path });
  const { importId } = await client.imports.start({ sha256, name, entity, onDuplicate: 'update' });
  for await (const { state } of await client.imports.watch({ importId }))
    if (state !== 'waiting' && state !== 'running') break;
}

async function failAndRetry(engine: HeadlessEngine, folder: string, turn: number): Promise<void> {
  const { client, dataDir } = engine;
  const path = put(folder, 'customers.csv', `Customer Number,Company Name\nC-1,Customer ${turn}\n`);
  await client.system.pause({ until: null });
  await wait(pausedMs);
  const { sha256, name } = await client.files.stage({ path });
  const { jobId } = await client.imports.start({ sha256, name, entity: 'customer' });
  const staged = join(dataDir, 'staged');
  rmSync(staged, { recursive: true });
  mkdirSync(staged);
  await client.system.resume();
  if ((await ended(engine, jobId)) !== 'failed') throw new Error('An import without its file did not fail.');
  await client.files.stage({ path });
  await client.deadLetters.redrive({ ids: [jobId] });
  const again = (await client.deadLetters.get({ id: jobId })).redrivenAs;
  if (again === null) throw new Error('A failed import was not run again.');
  if ((await ended(engine, again)) !== 'completed') throw new Error('An import failed when run again.');
}

/** @returns the state in which it ended. */
async function ended({ client }: HeadlessEngine, id: string): Promise<string> {
  let last = '';
  for await (const { state } of await client.jobs.wait({ id })) last = state;
  return last;
}

function put(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The same carriers each time, changed, and one row that cannot be read. */
function carrierFile(turn: number): string {
  const rows = Array.from(
    { length: carriers },
    (_, i) => `${1_000_000 + i},Carrier ${i} of ${turn} LLC,ELKO`,
  );
  return ['USDOT Number,Legal Name,City', ...rows, 'not-a-number,Nobody,ELKO', ''].join('\n');
}

function invoiceFile(turn: number): string {
  const rows = Array.from(
    { length: invoices },
    (_, i) => `U-${turn}-${i},C${i},Harbor Foods,2026-03-01,2026-04-01,Line haul,1,${900 + i}.50`,
  );
  return ['Invoice #,Customer ID,Bill To,Invoice Date,Due Date,Item,Qty,Unit Price', ...rows, ''].join('\n');
}
