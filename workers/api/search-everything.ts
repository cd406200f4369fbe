/** The search everywhere. */
import { findEverything } from '../search/everything.ts';
import { os } from './base.ts';

export const search = {
  everything: os.search.everything.handler(({ input, context: { store, desk }, signal }) =>
    findEverything(store, desk, input, signal),
  ),
};
