/** Words of the partner lists. */
import { lookUp } from '../../format/look-up.ts';
import { counted } from '../../format/numbers.ts';

export type PartnerEntity = 'carrier' | 'customer' | 'lead';

interface PartnerTexts {
  title: string;
  key: string;
  status: string;
  search: string;
  total: (n: number) => string;
  emptyTitle: string;
}

export const partnerTexts: Record<PartnerEntity, PartnerTexts> = {
  carrier: {
    title: 'Carriers',
    key: 'USDOT',
    status: 'Status',
    search: 'Search carriers',
    total: (n) => counted(n, 'carrier'),
    emptyTitle: 'No carriers yet',
  },
  customer: {
    title: 'Customers',
    key: 'Number',
    status: 'Status',
    search: 'Search customers',
    total: (n) => counted(n, 'customer'),
    emptyTitle: 'No customers yet',
  },
  lead: {
    title: 'Leads',
    key: 'Known by',
    status: 'Stage',
    search: 'Search leads',
    total: (n) => counted(n, 'lead'),
    emptyTitle: 'No leads yet',
  },
};

export const texts = {
  name: 'Name',
  place: 'Place',
  phone: 'Phone',
  email: 'E-mail',
  emptyText: 'They come in from a file: CSV or Excel from your TMS, your old system or FMCSA.',
  importFile: 'Import a file',
  noMatchTitle: 'No match',
  clearCustomer: 'No customer',
  noMatchText: 'Try fewer letters, or another part of the name or number.',
};

const statuses: Record<string, string> = { 'do-not-use': 'do not use' };

/** A status or stage as read; an unknown one as it is. */
export function statusWord(status: string): string {
  const word = lookUp(statuses, status) ?? status;
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const keyKinds: Record<string, string> = {
  usdot: 'USDOT',
  docket: 'Docket',
  email: 'E-mail',
  phone: 'Phone',
  name: 'Name',
};

/** What a lead is told from others by: `phone:4681234567` as `Phone 4681234567`; an unknown kind as it is. */
export function leadKey(key: string): string {
  const mark = key.indexOf(':');
  const kind = lookUp(keyKinds, key.slice(0, mark));
  return kind === undefined ? key : `${kind} ${key.slice(mark + 1).replaceAll('|', ', ')}`;
}
