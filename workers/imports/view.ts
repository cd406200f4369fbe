/** What the router shows of imports. */
import type { ImportView, Page, RowIssue } from '../api/wire.ts';
import type { Store } from '../store/open.ts';

/** @throws UserError `not-found` */
export function importView(_store: Store, _importId: string): ImportView {
  throw new Error('Under construction.');
}

/** Newest first. */
export function importList(_store: Store, _page: { limit: number; offset: number }): Page<ImportView> {
  throw new Error('Under construction.');
}

/** By line. @throws UserError `not-found` */
export function importIssues(
  _store: Store,
  _input: { importId: string; limit: number; offset: number },
): Page<RowIssue> {
  throw new Error('Under construction.');
}
