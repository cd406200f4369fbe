/** Words that several screens share. */
import { count } from '../format/numbers.ts';

export const texts = {
  retry: 'Try again',
  failedTitle: 'This could not be shown',
  loading: 'Loading',
  cancel: 'Cancel',
  keep: 'Keep it',
  close: 'Close',
  clearSearch: 'Clear the search',
  /** The part of the screen that scrolls, apart from what it belongs to. */
  tableOf: (what: string) => `${what}: table`,
  pastTheEnd: 'The list is not that long any more',
  firstPage: 'To the first page',
  noRows: 'Nothing here',
  nothing: '–',
  selectRow: (name: string) => `Select ${name}`,
  selectPage: 'Select all on this page',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  pageOf: (page: number, pages: number) => `Page ${count(page)} of ${count(pages)}`,
  range: (from: number, to: number, total: number) => `${count(from)}–${count(to)} of ${count(total)}`,
  goToPage: 'Go to page',
  copy: 'Copy',
  copied: 'Copied',
};
