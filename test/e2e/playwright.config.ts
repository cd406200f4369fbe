import { defineConfig } from '@playwright/test';
import { installedChromium } from '../support/chromium.ts';

const project = (host: string, testMatch: string[], testIgnore: string[] = []) => ({
  name: host,
  metadata: { host },
  testMatch,
  testIgnore,
});

const all = ['*.spec.ts'];
/** Its spec clicks the tray, which only the double lets it. */
const tray = 'shell.spec.ts';
/** A specimen on the double; all of it with DOCKHAND_E2E_HOST=double. */
const specimen = [tray, 'narrow.spec.ts', 'monitor.spec.ts', 'dialect.spec.ts'];

const projects = {
  both: [project('browser', all, [tray]), project('double', specimen)],
  double: [project('double', all)],
  electron: [project('electron', all, [tray])],
};
const chosen = process.env['DOCKHAND_E2E_HOST'];

export default defineConfig({
  testDir: '.',
  projects: projects[chosen === 'double' || chosen === 'electron' ? chosen : 'both'],
  outputDir: '../../test-results',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...installedChromium(),
      // The sandbox needs a user other than root; the rest keeps the browser from reaching for its maker's servers.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
