/** The one origin that the window ever shows. Pure. */

export const scheme = 'app';
export const host = 'dockhand';
export const origin = `${scheme}://${host}`;

/** Whether an address is a page of ours. Not `startsWith(origin)`: that would let `app://dockhand.example` pass. */
export function isOurUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}
