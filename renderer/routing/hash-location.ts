/**
 * The address as the router sees it: path and search are both in the fragment (`#/invoices?pdf=missing`), so that a reload
 * works on any static server and in Electron, and a search never reaches the engine's log.
 */
import { useSyncExternalStore } from 'react';

interface Place {
  path: string;
  search: string;
}

/** `#/invoices?pdf=missing` → path `/invoices`, search `pdf=missing`. */
export function parseFragment(fragment: string): Place {
  const body = fragment.replace(/^#?\/?/, '');
  const mark = body.indexOf('?');
  return mark === -1
    ? { path: `/${body}`, search: '' }
    : { path: `/${body.slice(0, mark)}`, search: body.slice(mark + 1) };
}

const listeners = new Set<() => void>();
const notify = () => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    // `hashchange` for an edited address, `popstate` for back and forward; our own changes fire neither.
    window.addEventListener('hashchange', notify);
    window.addEventListener('popstate', notify);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('hashchange', notify);
    window.removeEventListener('popstate', notify);
  };
}

/** Goes to a path such as `/jobs/7?tab=runs`. @param options.replace without a new entry in the history. */
export function navigate(to: string, options: { replace?: boolean; state?: unknown } = {}): void {
  const address = `#${to.startsWith('/') ? to : `/${to}`}`;
  if (options.replace === true) window.history.replaceState(options.state ?? null, '', address);
  else window.history.pushState(options.state ?? null, '', address);
  notify();
}

export function useHashPath(): [string, typeof navigate] {
  const path = useSyncExternalStore(subscribe, () => parseFragment(window.location.hash).path);
  return [path, navigate];
}
useHashPath.hrefs = (href: string) => `#${href}`;

export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => parseFragment(window.location.hash).search);
}
