/** What the address says about the invoice list. Pure. */

import { invoiceStandings, type InvoiceStanding } from '../../../workers/api/wire.ts';

export const listDefaults = {
  q: '',
  status: '',
  customer: '',
  from: '',
  to: '',
  pdf: 'any',
  import: '',
  page: '1',
  job: '',
};
export type ListParams = typeof listDefaults;

const pdfStates = ['any', 'made', 'missing'] as const;
export type PdfState = (typeof pdfStates)[number];

export interface InvoiceFilter {
  search: string;
  pdf: PdfState;
  importId?: string;
  standing?: InvoiceStanding;
  /** Number or id. */
  customer?: string;
  /** Of the issue date, `YYYY-MM-DD`, both included. */
  from?: string;
  to?: string;
}

/** The filter as the engine takes it; what it does not know counts as no filter. */
export function filterOf(params: ListParams): InvoiceFilter {
  const pdf = pdfStates.find((state) => state === params.pdf) ?? 'any';
  const standing = standingOf(params.status);
  return {
    search: params.q,
    pdf,
    ...(params.import === '' ? {} : { importId: params.import }),
    ...(standing === undefined ? {} : { standing }),
    ...(params.customer === '' ? {} : { customer: params.customer }),
    ...(isDay(params.from) ? { from: params.from } : {}),
    ...(isDay(params.to) ? { to: params.to } : {}),
  };
}

export function standingOf(text: string): InvoiceStanding | undefined {
  return invoiceStandings.find((standing) => standing === text);
}

/** Whether anything but the page is chosen. */
export function isFiltered(params: ListParams): boolean {
  const { search, pdf, ...others } = filterOf(params);
  return search !== '' || pdf !== 'any' || Object.keys(others).length > 0;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
