/** Printing on Windows through the window of the program, from the print's row to the window's double. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setupDesktop } from '../../../electron/shell/desktop.ts';
import { headlessDesktop, type DesktopHost } from '../../../electron/host/desktop.ts';
import { desktopOver, type DesktopLink } from '../../../workers/desktop.ts';
import { UserError } from '../../../workers/errors.ts';
import { silentLogger } from '../../../workers/log.ts';
import { answerPrint } from '../../../workers/printing/answer.ts';
import { printSystem } from '../../../workers/printing/choose-system.ts';
import { cups } from '../../../workers/printing/cups.ts';
import { electronPrinting } from '../../../workers/printing/electron.ts';
import { handOver, type PrintOutcome } from '../../../workers/printing/hand-over.ts';
import type { Printer } from '../../../workers/printing/print-system.ts';
import { requestInvoicePrints } from '../../../workers/printing/request.ts';
import { lookAfterPrints } from '../../../workers/printing/watch.ts';
import { listPrints, type PrintRecord } from '../../../workers/store/print-job.ts';
import { setPrinterRole } from '../../../workers/store/printer-role.ts';
import { writeSetting } from '../../../workers/store/setting.ts';
import { app, printing, resetElectron } from '../../doubles/electron.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { jobContext } from '../../support/job-context.ts';

const usual = { role: 'invoice', printer: 'Office', fallback: null, copies: 3, tray: null, duplex: true };
const office = { name: 'Office', displayName: 'Office', description: '', options: {} };
const noDetails = () => Promise.reject(new UserError('print-system-missing', 'PowerShell is forbidden.'));
const limits = { beginMs: 5_000, spoolMs: 100 };

let site: TestStore;
let host: DesktopHost;
let details: () => Promise<Printer[]>;

/** As the channel between the processes does it. */
function linked(): DesktopLink {
  const link: DesktopLink = desktopOver((message) => {
    if (message.type === 'ask-desktop')
      void host.answer(message.ask).then((answer) => link.answered(message.n, answer));
  });
  return link;
}

const systemOf = (desktop = linked()) => electronPrinting({ desktop, paper: () => 'letter', details });

beforeEach(async () => {
  resetElectron();
  printing.printers = [office];
  await app.becomeReady();
  site = await testStore();
  role({});
  host = setupDesktop({ dataDir: site.dataDir, log: silentLogger }, limits);
  details = noDetails;
});
afterEach(() => site.remove());

function role(values: Partial<Parameters<typeof setPrinterRole>[1]>): void {
  site.store.write('user:test', (tx) => setPrinterRole(tx, { ...usual, ...values }));
}

function wanted(): PrintRecord {
  const id = site.add({ invoice: { number: 'W-1' } });
  requestInvoicePrints(site.store, 'user:test', [site.row(id).no]);
  return newest();
}

function newest(): PrintRecord {
  const [print] = listPrints(site.store, { search: '' }, { limit: 1, offset: 0 }).rows;
  if (print === undefined) throw new Error('Nothing was wanted.');
  return print;
}

const run = ({ id: printId }: PrintRecord, desktop?: DesktopLink): Promise<PrintOutcome> =>
  handOver(jobContext(site.store, { printId }), { inDoubt: 'ask' }, () => systemOf(desktop));

describe('the print system', () => {
  it('is CUPS, and on Windows SumatraPDF where it is installed, else the window', async () => {
    const given = { store: site.store, desktop: linked() };
    for (const platform of ['linux', 'darwin'] as const) expect(printSystem(given, platform)).toBe(cups);
    await expect(printSystem(given, 'win32').list()).resolves.toEqual([
      expect.objectContaining({ name: 'Office' }),
    ]);
    site.store.write('user:test', (tx) => writeSetting(tx, 'printing.program', '/no/SumatraPDF.exe'));
    const sumatra = printSystem(given, 'win32').submit('/x.pdf', { ...usual, title: 'X' });
    await expect(sumatra).rejects.toThrow('/no/SumatraPDF.exe');
  });

  it('tells what Windows knows of the printers, and their names when Windows tells nothing', async () => {
    printing.printers = [office, { ...office, name: 'Fax', description: 'Microsoft Shared Fax Driver' }];
    expect(await systemOf().list()).toMatchObject([
      { name: 'Office', state: 'idle', notPaper: null },
      { name: 'Fax', notPaper: expect.stringContaining('faxes') as string },
    ]);
    const paused = { name: 'Office', state: 'paused', reason: 'offline' } as Printer;
    details = () => Promise.resolve([paused, { ...paused, name: 'Of another user' }]);
    expect(await systemOf().list()).toMatchObject([paused, { name: 'Fax', state: 'idle' }]);
  });

  it('says what to do where there is no window', async () => {
    host = headlessDesktop;
    await expect(systemOf().list()).rejects.toMatchObject({
      code: 'print-program-unset',
      message: expect.stringContaining('SumatraPDF') as string,
    });
  });
});

describe('a document', () => {
  it('is printed once, however often its job runs', async () => {
    const print = wanted();
    expect(await run(print)).toMatchObject({ state: 'printed' });
    expect(await run(print)).toMatchObject({ state: 'printed' });
    expect(printing.printed).toMatchObject([
      {
        isBlank: false,
        options: { deviceName: 'Office', copies: 3, duplexMode: 'longEdge', pageSize: 'Letter' },
      },
    ]);
  });

  it('waits while its printer is gone, and where there is no window, and goes when there is', async () => {
    printing.printers = [];
    const print = wanted();
    expect(await run(print)).toMatchObject({
      state: 'held',
      message: expect.stringContaining('no printer Office') as string,
    });
    host = headlessDesktop;
    expect(await run(print)).toMatchObject({ state: 'held' });
    printing.printers = [office];
    host = setupDesktop({ dataDir: site.dataDir, log: silentLogger }, limits);
    expect(await lookAfterPrints(site.store, () => systemOf())).toBe(1);
    expect(await run(newest())).toMatchObject({ state: 'printed' });
    expect(printing.printed).toHaveLength(1);
  });

  it('has failed, with the reason, when it was refused for good, and is not tried again by itself', async () => {
    printing.answer = [false, 'Invalid printer settings'];
    const print = wanted();
    const failed = {
      state: 'failed',
      message: expect.stringContaining('Invalid printer settings') as string,
    };
    expect(await run(print)).toMatchObject(failed);
    expect(await lookAfterPrints(site.store, () => systemOf())).toBe(0);
    expect(newest()).toMatchObject({ ...failed, settledAt: expect.any(Number) as number });
  });

  it('is not put on the paper of another tray', async () => {
    role({ tray: 'Tray2' });
    expect(await run(wanted())).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('tray Tray2') as string,
    });
    expect(printing.printed).toEqual([]);
  });

  it.each([
    ['Chromium says that it failed', () => void (printing.answer = [false, 'Print job failed'])],
    ['Chromium never answers', () => void (printing.answer = null)],
    [
      'its window crashes in the middle',
      () => {
        printing.answer = null;
        printing.during = (contents) => contents.emit('render-process-gone', {}, { reason: 'crashed' });
      },
    ],
  ])('is left to a person when %s, and printed again when they say so', async (_what, fault) => {
    fault();
    const print = wanted();
    await expect(run(print)).rejects.toMatchObject({ code: 'effect-in-doubt' });
    expect(newest()).toMatchObject({ state: 'unknown' });
    await expect(run(print)).rejects.toMatchObject({ code: 'effect-in-doubt' });
    expect(printing.printed).toHaveLength(1);
    resetElectron();
    printing.printers = [office];
    await app.becomeReady();
    answerPrint(site.store, 'user:test', { id: print.id, cameOut: false }, () => true);
    expect(await run(newest())).toMatchObject({ state: 'printed' });
  });

  it('is left to a person when the main process is gone in the middle, and its workers with it', async () => {
    printing.answer = null;
    const print = wanted();
    const live = host;
    // Lists printers and takes the print, and is not there any more to answer.
    host = { answer: (ask) => (ask.kind === 'printers' ? live.answer(ask) : new Promise(() => {})) };
    void run(print);
    await expect.poll(() => newest().state).toBe('handing');
    host = live;
    await expect(run(print)).rejects.toMatchObject({ code: 'effect-in-doubt' });
    expect(newest()).toMatchObject({ state: 'unknown' });
    expect(printing.printed).toEqual([]);
  });
});

describe('the question to the program around a worker', () => {
  const print = { kind: 'printers' } as const;

  it('is over in time when no answer comes, and what comes later is dropped', async () => {
    const link = desktopOver(() => {});
    const answer = await link.ask(print, 30);
    expect(answer).toMatchObject({ kind: 'uncertain', code: 'desktop-silent' });
    link.answered(1, { kind: 'printed' });
  });

  it('gets its own answer, in whatever order they come', async () => {
    const link = desktopOver(() => {});
    const both = [link.ask(print, 5_000), link.ask(print, 5_000)];
    link.answered(2, { kind: 'printed' });
    link.answered(1, { kind: 'printers', printers: [] });
    expect(await Promise.all(both)).toEqual([{ kind: 'printers', printers: [] }, { kind: 'printed' }]);
  });
});
