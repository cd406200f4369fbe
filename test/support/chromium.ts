/** The Chromium that the tests drive: the system's, where it has one; else Playwright looks for its own. */
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** To be spread into Playwright's launch options. */
export function installedChromium(): { executablePath?: string } {
  const executablePath = places.find((path) => existsSync(path));
  return executablePath === undefined ? {} : { executablePath };
}
