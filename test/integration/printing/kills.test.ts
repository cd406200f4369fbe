/**
 * A worker that is killed with SIGKILL at a random moment of a print, with a real CUPS: nothing comes out twice, and every print ends
 * printed or as one that a person is asked about. DOCKHAND_PRINT_KILLS=50 for the long form; DOCKHAND_SEED for other moments.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfPath } from '../../../workers/invoices/pdf-files.ts';
import { answerPrint } from '../../../workers/printing/answer.ts';
import { cups } from '../../../workers/printing/cups.ts';
import { requestInvoicePrints } from '../../../workers/printing/request.ts';
import { lookAfterPrints } from '../../../workers/printing/watch.ts';
import { listPrints, printById, type PrintRecord } from '../../../workers/store/print-job.ts';
import { setPrinterRole } from '../../../workers/store/printer-role.ts';
import { startCups, type CupsServer } from '../../support/cups-server.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { until } from '../../support/until.ts';
import { endChildren, runInChild, runKilled } from '../effects/children.ts';

const kills = Number(process.env['DOCKHAND_PRINT_KILLS'] ?? 10);
const seed = Number(process.env['DOCKHAND_SEED'] ?? 1);
const limitMs = 60_000 + kills * 8_000;

let server: CupsServer;
let site: TestStore;
beforeAll(async () => {
  server = await startCups();
  await server.add('Office');
  site = await testStore();
  const role = { role: 'invoice', printer: 'Office', fallback: null, copies: 1, tray: null, duplex: false };
  site.store.write('user:test', (tx) => setPrinterRole(tx, role));
}, 60_000);
afterAll(() => {
  endChildren();
  site.remove();
  server.stop();
});

function wanted(number: string): PrintRecord {
  const id = site.add({ invoice: { number } });
  requestInvoicePrints(site.store, 'user:test', [site.row(id).no]);
  const [print] = listPrints(site.store, { search: '' }, { limit: 1, offset: 0 }).rows;
  if (print === undefined) throw new Error('Nothing was wanted.');
  return print;
}

const order = ({ id: printId }: PrintRecord) => ({
  dataDir: site.dataDir,
  key: 'print/document',
  payload: { printId },
});
const now = ({ id }: PrintRecord) => printById(site.store, id) as PrintRecord;

/** An `lp` outlives the worker that has started it, and may hand over what it was given. */
function isHandingOver(): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return line.startsWith('lp\0') && line.includes(site.dataDir);
    } catch {
      return false;
    }
  });
}

/** How often its document came out. */
function papersOf(print: PrintRecord): number {
  const { pdfSha256 } = now(print);
  if (pdfSha256 === '') return 0;
  const content = readFileSync(pdfPath(site.store.paths, pdfSha256), 'latin1');
  return server.papers('Office').filter((paper) => paper === content).length;
}

/** Until CUPS and the prints rest: the watch has followed what was handed over to its end. */
const rest = (prints: readonly PrintRecord[]) =>
  until(
    'everything has come to rest',
    async () => {
      await lookAfterPrints(site.store, () => cups);
      return !isHandingOver() && prints.every((print) => ['printed', 'unknown'].includes(now(print).state));
    },
    limitMs,
  );

it(
  `prints nothing twice when the worker is killed at ${kills} random moments`,
  async ({ annotate }) => {
    const random = seededRandom(seed);
    const first = wanted('K-0');
    const { ended, ms: spanMs } = await runKilled(order(first), limitMs);
    expect(ended).toEqual({ ok: true });
    const prints = [first];
    let killed = 0;
    for (let i = 1; i <= kills; i++) {
      const print = wanted(`K-${i}`);
      prints.push(print);
      if ((await runKilled(order(print), random() * spanMs)).ended === null) killed++;
      const again = await runInChild(order(print));
      expect([{ ok: true }, expect.objectContaining({ code: 'effect-in-doubt' })]).toContainEqual(again);
    }
    await rest(prints);
    const doubtful = prints.filter((print) => now(print).state === 'unknown');
    await annotate(
      `seed ${seed}: ${killed} killed within ${Math.round(spanMs)} ms, ${doubtful.length} in doubt`,
    );
    expect(killed).toBeGreaterThan(kills / 3);
    for (const print of prints) {
      const { title, state } = now(print);
      if (state === 'printed') expect(papersOf(print), title).toBe(1);
      else expect(papersOf(print), title).toBeLessThanOrEqual(1);
    }

    // A person looks at the printer and says what is there: then each is on paper, once.
    for (const print of doubtful) {
      const cameOut = papersOf(print) === 1;
      answerPrint(site.store, 'user:test', { id: print.id, cameOut }, () => true);
      expect(await runInChild(order(print))).toEqual({ ok: true });
    }
    await rest(prints);
    expect(prints.map((print) => [now(print).title, now(print).state, papersOf(print)])).toEqual(
      prints.map(({ title }) => [title, 'printed', 1]),
    );
  },
  limitMs * 2,
);
