/** Which rows of a list are selected: some by id, or everything that the filter matches. Pure. */

export type Selected = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'everything' };

export const nothing: Selected = { kind: 'some', ids: new Set() };
export const everything: Selected = { kind: 'everything' };

export function has(selected: Selected, id: string): boolean {
  return selected.kind === 'everything' || selected.ids.has(id);
}

/** @param total how many the filter matches. */
export function size(selected: Selected, total: number): number {
  return selected.kind === 'everything' ? total : selected.ids.size;
}

export function toggled(selected: Selected, id: string): Selected {
  if (selected.kind === 'everything') return selected;
  const ids = new Set(selected.ids);
  if (!ids.delete(id)) ids.add(id);
  return { kind: 'some', ids };
}

/**
 * From the row that was clicked before to this one, as the last click left that one: with Shift held.
 * @param page in the order in which they are shown. @param from the row clicked before; off the page, only `to` is toggled.
 */
export function ranged(
  selected: Selected,
  page: readonly string[],
  from: string | null,
  to: string,
): Selected {
  const ends = [from === null ? -1 : page.indexOf(from), page.indexOf(to)].toSorted((a, b) => a - b);
  const [first = -1, last = -1] = ends;
  if (first === -1 || from === null) return toggled(selected, to);
  return withPage(selected, page.slice(first, last + 1), has(selected, from));
}

/** All rows of a page in or out. Leaving a page while everything is selected selects nothing. */
export function withPage(selected: Selected, page: readonly string[], select: boolean): Selected {
  if (selected.kind === 'everything') return select ? selected : nothing;
  const ids = new Set(selected.ids);
  for (const id of page) {
    if (select) ids.add(id);
    else ids.delete(id);
  }
  return { kind: 'some', ids };
}
