/** The rows of Electron's security checklist that the shell's own code decides. */
import { beforeEach, describe, expect, it } from 'vitest';
import { isAllowedLink } from '../../../electron/shell/external-links.ts';
import { isOurUrl } from '../../../electron/shell/origin.ts';
import { setupSecurity } from '../../../electron/shell/security.ts';
import { app, BrowserWindow, resetElectron, session, shell } from '../../doubles/electron.ts';

describe('what a page may not do', () => {
  let page: BrowserWindow['webContents'];

  beforeEach(async () => {
    resetElectron();
    setupSecurity();
    await app.becomeReady();
    page = new BrowserWindow().webContents;
  });

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'unknown'])(
    'get the permission %s',
    (permission) => {
      expect(session.defaultSession.isGranted(permission)).toEqual({
        request: false,
        check: false,
        device: false,
      });
    },
  );

  it.each([
    'https://example.com/',
    'http://127.0.0.1:80/',
    'file:///etc/passwd',
    'app://dockhand.example/',
    'app://evil/',
    'app://user@dockhand/',
    'javascript:alert(1)',
    'data:text/html,x',
    'not an address',
  ])('go to %s', (url) => {
    expect(page.navigate(url)).toBe(false);
    expect(page.navigate(url, 'will-redirect')).toBe(false);
    expect(page.navigate(url, 'will-frame-navigate')).toBe(false);
  });

  it('but it may move within our origin, and show a PDF from memory in a frame', () => {
    expect(page.navigate('app://dockhand/index.html#/jobs')).toBe(true);
    expect(page.navigate('blob:app://dockhand/0b1c', 'will-frame-navigate')).toBe(true);
    expect(page.navigate('blob:app://dockhand/0b1c')).toBe(false);
  });

  it('but Chromium’s own viewer may show a PDF that is printed, in frames only', async () => {
    const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html';
    const file = 'file:///data/pdf/invoice.pdf';
    const print = new BrowserWindow();
    await print.loadFile('/data/pdf/invoice.pdf');
    for (const url of [viewer, file]) {
      expect(print.webContents.navigate(url, 'will-frame-navigate')).toBe(true);
      expect(print.webContents.navigate(url)).toBe(false);
    }
    for (const url of ['file:///etc/passwd', 'chrome-extension://other/index.html'])
      expect(print.webContents.navigate(url, 'will-frame-navigate')).toBe(false);
    expect(page.navigate(file, 'will-frame-navigate')).toBe(false);
  });

  it('open a window, whatever is in it', () => {
    for (const url of ['app://dockhand/', 'https://example.com/', 'about:blank'])
      expect(page.open(url)).toBe(false);
    expect(shell.opened).toEqual([]);
  });

  it('but a link to a known host goes to the browser of the system', () => {
    expect(page.open('https://safer.fmcsa.dot.gov/CompanySnapshot.aspx')).toBe(false);
    expect(shell.opened).toEqual(['https://safer.fmcsa.dot.gov/CompanySnapshot.aspx']);
  });

  it('embed a page', () => {
    expect(page.attachWebview()).toBe(false);
  });
});

describe('links to the outside', () => {
  it.each([
    'http://safer.fmcsa.dot.gov/',
    'https://safer.fmcsa.dot.gov.example/',
    'https://user:word@safer.fmcsa.dot.gov/',
    'https://safer.fmcsa.dot.gov:8443/',
    'ms-settings:privacy',
    'file:///C:/Windows/System32/calc.exe',
    '',
  ])('%j is not opened', (url) => {
    expect(isAllowedLink(url)).toBe(false);
  });
});

describe('our origin', () => {
  it('is one scheme and one host, exactly', () => {
    expect(isOurUrl('app://dockhand/')).toBe(true);
    expect(isOurUrl('app://dockhand/a/b?c#d')).toBe(true);
    expect(isOurUrl('app://dockhand:1/')).toBe(false);
    expect(isOurUrl('apps://dockhand/')).toBe(false);
    expect(isOurUrl('APP://DOCKHAND.evil/')).toBe(false);
  });
});
