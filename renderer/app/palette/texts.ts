/** Words of the search everywhere. */
import type { SearchKind } from '../../../workers/api/wire.ts';
import { count, counted } from '../../format/numbers.ts';

const kinds: Record<SearchKind, string> = {
  customer: 'Customers',
  carrier: 'Carriers',
  lead: 'Leads',
  invoice: 'Invoices',
  import: 'Imports',
  job: 'Jobs',
};

export const texts = {
  title: 'Search everything',
  button: 'Search',
  buttonEnd: 'everything',
  placeholder: 'Name, number, place, phone, file, or what to do',
  kinds,
  recent: 'Opened before',
  commands: 'Go to',
  draft: 'Draft',
  more: (total: number, isMore: boolean) => `${count(total)}${isMore ? '+' : ''}`,
  found: (results: number) => (results === 0 ? 'Nothing found' : `${counted(results, 'result')} shown`),
  nothing: (text: string) => `Nothing begins with “${text}”.`,
  nothingHint:
    'Each word has to begin a word of what is looked for. Numbers may be written with or without signs.',
  left: (rows: number) => `Still indexing, ${count(rows)} left: some rows are not found yet.`,
  failed: 'The engine does not answer: only screens can be found at present.',
  keys: { move: 'to move', open: 'to open', close: 'to close' },
  pauseFailed: 'Work could not be paused',
  resumeFailed: 'The pause could not be ended',
};
