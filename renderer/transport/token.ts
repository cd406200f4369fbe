/**
 * The token opens the engine's HTTP interface. It arrives in the address's fragment, which browsers never send, lives in
 * sessionStorage, which ends with the tab, and leaves the address bar at once, so that no history or screenshot keeps it.
 */

const key = 'dockhand.token';

/** The token in a fragment such as `#token=abc`, and the fragment without it. */
export function splitFragment(fragment: string): { token: string | null; rest: string } {
  const body = fragment.replace(/^#/, '');
  const kept: string[] = [];
  let token: string | null = null;
  for (const part of body.split('&')) {
    if (part.startsWith('token=')) token = decodeToken(part.slice('token='.length));
    else if (part !== '') kept.push(part);
  }
  return { token: token === '' ? null : token, rest: kept.length === 0 ? '' : `#${kept.join('&')}` };
}

function decodeToken(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Takes the token out of the address into this tab's storage. True when there was one. */
export function keepTokenOfAddress(): boolean {
  const { token, rest } = splitFragment(window.location.hash);
  if (token === null) return false;
  sessionStorage.setItem(key, token);
  window.history.replaceState(
    null,
    '',
    `${window.location.pathname}${window.location.search}${rest || '#/'}`,
  );
  return true;
}

/** Takes the token of an address that a person pasted. True when there was one. */
export function keepTokenOf(text: string): boolean {
  const mark = text.indexOf('#');
  const { token } = splitFragment(mark === -1 ? text.trim() : text.slice(mark).trim());
  if (token === null) return false;
  sessionStorage.setItem(key, token);
  return true;
}

export function storedToken(): string | null {
  return sessionStorage.getItem(key);
}
