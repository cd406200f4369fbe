/** What no page may do, whatever it shows: leave our origin, open windows, embed others, ask for permissions. */
import { app, type Session, type WebContents } from 'electron';
import { openExternal } from './external-links.ts';
import { isOurUrl } from './origin.ts';

/** A part of Chromium, and no extension that anybody could install. */
const pdfViewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/';

export function setupSecurity(): void {
  app.on('session-created', denyPermissions);
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOurUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    // A PDF is shown in a frame, from memory; that frame may go nowhere else either.
    if (isOurUrl(event.url) || event.url.startsWith('blob:app://dockhand/')) return;
    // Chromium's viewer is a frame of its own within the PDF's page, and loads the page's own address once more.
    const isViewer = event.url.startsWith(pdfViewer);
    const isShownPdf = event.url === contents.getURL() && event.url.startsWith('file:');
    if (event.isMainFrame || !(isViewer || isShownPdf)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url);
    return { action: 'deny' };
  });
}
