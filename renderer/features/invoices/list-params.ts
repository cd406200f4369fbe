/** What the address says about the invoice list. Pure. */

export const listDefaults = { q: '', pdf: 'any', import: '', page: '1', invoice: '', job: '' };
export type ListParams = typeof listDefaults;

const pdfStates = ['any', 'made', 'missing'] as const;
export type PdfState = (typeof pdfStates)[number];

export interface InvoiceFilter {
  search: string;
  pdf: PdfState;
  importId?: string;
}

/** The filter as the engine takes it; what it does not know counts as no filter. */
export function filterOf(params: ListParams): InvoiceFilter {
  const pdf = pdfStates.find((state) => state === params.pdf) ?? 'any';
  return { search: params.q, pdf, ...(params.import === '' ? {} : { importId: params.import }) };
}
