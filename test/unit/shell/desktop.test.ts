import { beforeEach, describe, expect, it } from 'vitest';
import { headlessDesktop } from '../../../electron/host/desktop.ts';
import { setupDesktop } from '../../../electron/shell/desktop.ts';
import type { DesktopAsk } from '../../../workers/protocol.ts';
import { app, BrowserWindow, printing, resetElectron } from '../../doubles/electron.ts';
import { until } from '../../support/until.ts';
import { options } from './fakes.ts';

const file = '/data/Dockhand/pdf/ab/invoice.pdf';
const ask: DesktopAsk = { kind: 'print', file, printer: 'Office', copies: 2, duplex: true, paper: 'a4' };
const printer = (name: string, driver = 'HP Universal') => ({
  name,
  displayName: name,
  description: '',
  options: { system_driverinfo: driver },
});
const limits = { beginMs: 5_000, spoolMs: 5_000 };
const desktop = (of = limits) => setupDesktop(options, of);

beforeEach(async () => {
  resetElectron();
  printing.printers = [printer('Office'), printer('To file', 'Microsoft Print To PDF')];
  await app.becomeReady();
});

/** The next one that is made. */
const nextWindow = () =>
  new Promise<BrowserWindow>((resolve) => {
    app.once('web-contents-created', () =>
      queueMicrotask(() => resolve(BrowserWindow.all.at(-1) as BrowserWindow)),
    );
  });

const noWindowIsLeft = () => until('no window is left', () => BrowserWindow.all.length === 0);

describe('a PDF that is printed through a hidden window', () => {
  it('goes to its printer as wished, without a question, and leaves no window', async () => {
    const opened = nextWindow();
    const seen = desktop().answer(ask);
    const window = await opened;
    expect(window.visible).toBe(false);
    expect(window.options.webPreferences).toMatchObject({ sandbox: true, partition: 'printing' });
    expect(await seen).toEqual({ kind: 'printed' });
    expect(printing.printed).toEqual([
      {
        file,
        options: {
          silent: true,
          deviceName: 'Office',
          copies: 2,
          collate: true,
          duplexMode: 'longEdge',
          pageSize: 'A4',
        },
        isBlank: false,
      },
    ]);
    await noWindowIsLeft();
  });

  it('is printed only when the viewer has the document, however late', async () => {
    printing.loads = 'late';
    const opened = nextWindow();
    const seen = desktop().answer(ask);
    const window = await opened;
    await new Promise((resolve) => void setTimeout(resolve, 50));
    expect(printing.printed).toEqual([]);
    printing.becomeReady(window.webContents);
    expect(await seen).toEqual({ kind: 'printed' });
    expect(printing.printed[0]).toMatchObject({ isBlank: false });
  });

  it('is not printed at all when the viewer never has it', async () => {
    printing.loads = 'late';
    const answer = await desktop({ ...limits, beginMs: 60 }).answer(ask);
    expect(answer).toMatchObject({ kind: 'refused', code: 'print-not-shown' });
    expect(printing.printed).toEqual([]);
    await noWindowIsLeft();
  });

  it('is not printed when it cannot be loaded, or its window dies before', async () => {
    printing.loads = 'fails';
    expect(await desktop().answer(ask)).toMatchObject({ kind: 'refused', code: 'print-not-shown' });
    printing.loads = 'late';
    const opened = nextWindow();
    const seen = desktop().answer(ask);
    const window = await opened;
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(await seen).toMatchObject({
      kind: 'refused',
      code: 'print-not-shown',
      message: expect.stringContaining('(crashed)') as string,
    });
    expect(printing.printed).toEqual([]);
  });

  it('never goes to another printer than its own', async () => {
    const answer = await desktop().answer({ ...ask, printer: 'Sold' });
    expect(answer).toMatchObject({ kind: 'refused', code: 'printer-unknown' });
    expect(printing.printed).toEqual([]);
  });

  it('is none but one of the data folder', async () => {
    for (const other of ['/etc/passwd', '/data/Dockhand/../x.pdf', '/data/Dockhand', '/data/Dockhand2/x.pdf'])
      expect(await desktop().answer({ ...ask, file: other })).toMatchObject({ code: 'print-file-outside' });
    expect(BrowserWindow.all).toEqual([]);
  });

  it.each([
    ['says that it failed', [false, 'Print job failed']],
    ['says nothing about why', [false, '']],
    ['never says', null],
  ] as const)('may have come out when Chromium %s', async (_what, said) => {
    printing.answer = said === null ? null : [...said];
    const answer = await desktop({ ...limits, spoolMs: 60 }).answer(ask);
    expect(answer).toMatchObject({ kind: 'uncertain', code: 'print-unfinished' });
    await noWindowIsLeft();
  });

  it('may have come out when its window dies in the middle', async () => {
    printing.answer = null;
    printing.during = (contents) => contents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(await desktop().answer(ask)).toMatchObject({ kind: 'uncertain' });
    printing.during = () => BrowserWindow.all.at(-1)?.destroy();
    expect(await desktop().answer(ask)).toMatchObject({ kind: 'uncertain' });
  });

  it('has not come out when its settings were refused', async () => {
    printing.answer = [false, 'Invalid printer settings'];
    expect(await desktop().answer(ask)).toMatchObject({ kind: 'refused', code: 'print-settings-refused' });
  });

  it('waits for the one before it, and not longer than somebody waits for it', async () => {
    printing.answer = null;
    const host = desktop({ beginMs: 100, spoolMs: 300 });
    const answers = await Promise.all([host.answer(ask), host.answer(ask)]);
    expect(answers.map((answer) => answer.kind)).toEqual(['uncertain', 'refused']);
    expect(answers[1]).toMatchObject({ code: 'desktop-busy' });
    expect(printing.printed).toHaveLength(1);
    printing.answer = [true, ''];
    expect(await host.answer(ask)).toEqual({ kind: 'printed' });
  });
});

describe('the printers', () => {
  it('are asked of any window there is, and of a hidden one otherwise', async () => {
    const expected = {
      kind: 'printers',
      printers: [
        { name: 'Office', details: 'HP Universal' },
        { name: 'To file', details: 'Microsoft Print To PDF' },
      ],
    };
    expect(await desktop().answer({ kind: 'printers' })).toEqual(expected);
    expect(BrowserWindow.all).toEqual([]);
    const window = new BrowserWindow();
    expect(await desktop().answer({ kind: 'printers' })).toEqual(expected);
    expect(BrowserWindow.all).toEqual([window]);
  });
});

it('the program without a window says that it can do neither', async () => {
  for (const each of [ask, { kind: 'printers' } as const])
    expect(await headlessDesktop.answer(each)).toMatchObject({ kind: 'refused', code: 'desktop-missing' });
});
