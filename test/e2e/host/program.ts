/**
 * The program as a spec has it, whatever it runs on: headless with the console in a browser, the built main process on the double of
 * `electron`, or Electron itself. The Playwright project says which; the specs are the same.
 */
import { expect, test, type Page } from '@playwright/test';
import { startHeadless, type HeadlessEngine, type HeadlessOptions } from '../../support/engine.ts';
import { startOnDouble } from './double.ts';
import { startElectron } from './electron.ts';

export interface Program extends Pick<HeadlessEngine, 'client' | 'dataDir' | 'token' | 'url' | 'stop'> {
  /** The window's own page; null where any page of a browser will do. */
  readonly window: Page | null;
  /** Shows a screen, such as `/invoices?status=void`, and starts the console in that page first when it is not there yet. */
  open(page: Page, path?: string): Promise<void>;
}

export const hosts = ['browser', 'double', 'electron'] as const;
export type Host = (typeof hosts)[number];

/** The last that was started: there is one at a time in a spec. */
let current: Program | null = null;
export const currentProgram = (): Program | null => current;

/** @throws Error with what the program printed when it does not become ready. */
export async function startProgram(options: HeadlessOptions = {}): Promise<Program> {
  const started = await starters[hostOf(test.info().project.metadata['host'])](options);
  current = started;
  return started;
}

const starters: Record<Host, (options: HeadlessOptions) => Promise<Program>> = {
  browser: startInBrowser,
  double: startOnDouble,
  electron: startElectron,
};

function hostOf(name: unknown): Host {
  const host = hosts.find((each) => each === name);
  if (host === undefined)
    throw new Error(`A project's host is one of ${hosts.join(', ')}, not "${String(name)}".`);
  return host;
}

async function startInBrowser(options: HeadlessOptions): Promise<Program> {
  const engine = await startHeadless(options);
  return {
    ...engine,
    window: null,
    async open(page, path) {
      // The token is kept by the tab, so that other addresses of it open as well.
      if (!page.url().startsWith(engine.url)) {
        await page.goto(`${engine.url}/#token=${engine.token}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
      if (path !== undefined) await page.goto(`${engine.url}/#${path}`);
    },
  };
}
