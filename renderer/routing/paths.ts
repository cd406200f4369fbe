/** The address of every screen, in one place. */
import type { Entity } from '../../workers/api/wire.ts';

const part = encodeURIComponent;

function withSearch(path: string, search: Record<string, string>): string {
  const text = new URLSearchParams(search).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The list in which the rows of an entity are. */
const listOf: Record<Entity, string> = {
  carrier: '/carriers',
  customer: '/customers',
  lead: '/leads',
  invoice: '/invoices',
};

export const paths = {
  home: '/',
  imports: '/import',
  /** A staged file that is not imported yet. */
  check: (sha256: string, name: string) => `/import/check/${part(sha256)}/${part(name)}`,
  import: (importId: string) => `/import/${part(importId)}`,
  invoices: (search: Record<string, string> = {}) => withSearch('/invoices', search),
  invoice: (id: string) => `/invoices/${part(id)}`,
  /** @param customer number of the customer that it is for. */
  newInvoice: (customer = '') => withSearch('/invoices/new', customer === '' ? {} : { customer }),
  editInvoice: (id: string) => `/invoices/${part(id)}/edit`,
  receivables: '/receivables',
  account: (customer: string) => `/receivables/${part(customer)}`,
  remitTo: '/receivables/remit-to',
  list: (entity: Entity) => listOf[entity],
  /** The list in which one company is searched for. */
  partner: (entity: Exclude<Entity, 'invoice'>, search: string) => withSearch(listOf[entity], { q: search }),
  jobs: (search: Record<string, string> = {}) => withSearch('/jobs', search),
  queues: '/jobs/queues',
  failures: (search: Record<string, string> = {}) => withSearch('/jobs/failures', search),
  mail: (search: Record<string, string> = {}) => withSearch('/mail', search),
  prints: (search: Record<string, string> = {}) => withSearch('/prints', search),
  printers: () => '/settings/printers',
  documents: '/settings/documents',
  job: (id: string) => `/jobs/${part(id)}`,
};
