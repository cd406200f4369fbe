/** Filters, search and page of a screen, kept in the address. What equals its default is left out. */
import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

type Params = Record<string, string>;

/** The values in a search text, with the default for what is missing. Unknown names are ignored. */
export function readParams<T extends Params>(search: string, defaults: T): T {
  const given = new URLSearchParams(search);
  const entries = Object.entries(defaults).map(([name, value]) => [name, given.get(name) ?? value]);
  return Object.fromEntries(entries) as T;
}

/** A search text in which the changes are made and everything else stays. */
export function writeParams<T extends Params>(search: string, defaults: T, changes: Partial<T>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '' || value === defaults[name]) params.delete(name);
    else params.set(name, value);
  }
  return params.toString();
}

/** @param defaults a constant outside the component. */
export function useUrlParams<T extends Params>(
  defaults: T,
): [T, (changes: Partial<T>, options?: { push?: boolean }) => void] {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const change = useCallback(
    (changes: Partial<T>, options: { push?: boolean } = {}) => {
      const next = writeParams(search, defaults, changes);
      navigate(next === '' ? path : `${path}?${next}`, { replace: options.push !== true });
    },
    [defaults, navigate, path, search],
  );
  return [readParams(search, defaults), change];
}

/** A page number from the address: a whole number from 1, whatever stands there. */
export function pageNumber(text: string): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
}
