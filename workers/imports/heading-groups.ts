/**
 * Words before or behind a field's name that say whose it is, or which of several: `Billing City`, `HomePhone`, `Line Description`.
 * Each list goes from the one that is most likely meant to the least; `apart` are those that are somebody else's, or another one.
 */
import type { Entity } from '../api/wire.ts';

export const addressFields = ['street', 'city', 'region', 'postalCode', 'country'] as const;
export const reachFields = ['email', 'phone', 'fax', 'contactName', 'website'] as const;

export const mainGroups: readonly string[] = ['physical', 'phy', 'phys', 'business', 'bus', 'principal', 'main', 'primary', 'company', 'work', 'office', 'headquarters', 'hq', 'head office', 'corporate', 'registered', 'legal', 'contact', 'account']; // prettier-ignore
const mailing = ['mailing', 'mail', 'postal', 'postal address', 'correspondence'];
export const billingGroups: readonly string[] = [
  'billing',
  'bill to',
  'bill',
  'billing address',
  'invoice',
  'invoicing',
  'sold to',
];

/** Words that name the entity itself, as in `Carrier City`. */
const own: Record<Entity, readonly string[]> = {
  carrier: ['carrier', 'vendor', 'motor carrier'],
  customer: ['customer', 'client', 'debtor', 'shipper', 'buyer', 'customer s'],
  lead: ['lead', 'prospect', 'supplier', 'vendor', 'person', 'customer', 'client', 'organization'],
  invoice: [],
};

export const addressGroups: Record<Entity, readonly string[]> = {
  carrier: [...mainGroups, ...own.carrier, ...mailing],
  customer: [...billingGroups, ...mainGroups, ...own.customer, ...mailing],
  lead: [...mainGroups, ...own.lead, ...mailing, ...billingGroups],
  invoice: [],
};

// The business's own number before a primary one, which may be anybody's mobile.
const reach = ['business', 'bus', 'office', 'work', 'company', 'company main', 'main', 'primary', 'organization', 'account', 'general', 'default', 'physical', 'phy']; // prettier-ignore
const contact = ['dispatch', 'dispatcher', 'primary contact', 'main contact', 'contact', 'contact 1', 'contact person', 'billing contact', 'key contact']; // prettier-ignore
const mobile = ['mobile', 'cell', 'cellular', 'mobile phone', 'cell phone', 'cellphone'];

export const reachGroups: Record<Entity, readonly string[]> = {
  carrier: [...reach, ...own.carrier, ...contact, ...mobile],
  customer: [...reach, ...own.customer, ...contact, ...billingGroups, ...mobile],
  lead: [...reach, ...own.lead, ...contact, ...mobile],
  invoice: [],
};

/** Names that mean the field where nothing better does: a mobile number is somebody's own, and a name beside a company's is the contact's. */
export const lastNames: Partial<Record<string, readonly string[]>> = {
  phone: [...mobile, 'mobile number', 'cell number', 'mobile phone number', 'cell phone number', 'mobile 1'],
  contactName: ['name'],
};

/** Of an invoice: what is said of one line, and of the document. */
export const lineFields = ['description', 'lineCode', 'quantity', 'unitPrice', 'discount'] as const;
export const lineGroups = ['line', 'line item', 'lineitem', 'item', 'invoice line', 'product', 'lines', 'invoice item', 'invoice line item']; // prettier-ignore
export const documentGroups = ['invoice', 'bill', 'document', 'doc'];

/** Another one than is meant: shown as a suggestion, never taken by itself. */
export const apart = ['home', 'other', 'alternate', 'alternative', 'alt', 'secondary', 'second', 'additional', 'shipping', 'ship to', 'ship', 'delivery', 'service', 'remit', 'remit to', 'pay to', 'ap', 'accounts payable', 'accounting', 'invoice', 'billing', 'mailing', 'emergency', 'personal', 'assistant', 'assistant s', 'toll free']; // prettier-ignore
