/** The only way to the system's browser: https, to hosts that are named here, and nothing that the page can extend. */
import { shell } from 'electron';

const hosts = new Set(['safer.fmcsa.dot.gov', 'li-public.fmcsa.dot.gov']);

/** Pure. */
export function isAllowedLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && hosts.has(url.hostname);
}

/** Anything else is ignored: it came from a page, and nobody is there to be told. */
export function openExternal(address: string): void {
  if (isAllowedLink(address)) void shell.openExternal(address);
}
