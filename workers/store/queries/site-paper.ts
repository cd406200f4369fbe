/** The paper that documents are made for. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

const statements = prepared((raw) => ({
  paper: raw.prepare<[], string>('SELECT paper FROM site').pluck(),
}));

export function sitePaper(store: Store): 'letter' | 'a4' {
  return statements(store).paper.get() === 'a4' ? 'a4' : 'letter';
}
