/** Playwright's `test`; in Electron its page is the window of the program that the spec has started. */
import { test as base } from '@playwright/test';
import { currentProgram } from './program.ts';

export { expect, type Page } from '@playwright/test';

const inElectron = base.extend({
  page: async ({ colorScheme, viewport }, use) => {
    const window = currentProgram()?.window;
    if (window === null || window === undefined)
      throw new Error('The spec has started no program before it wants a page.');
    await window.emulateMedia({ colorScheme });
    if (viewport !== null) await window.setViewportSize(viewport);
    await use(window);
  },
});

export const test = process.env['DOCKHAND_E2E_HOST'] === 'electron' ? inElectron : base;
