/** Leads: companies that may become customers or carriers. They have no number, so they are known by the strongest trace they leave. */
import { isEmail, looksLikeWebsite, website } from '../fields/contact.ts';
import { oneOf, text } from '../fields/text.ts';
import { address, contactName, contactTitle, docketField, fax, reach, usdotField } from './common.ts';
import type { PartnerEntity } from './entity.ts';
import { internationalDigits } from './phone-identity.ts';

/**
 * The key of a lead, strongest identity first: USDOT, docket, e-mail, phone, then company with postal code.
 * @param value stored value of a field, or empty text.
 */
export function leadKey(value: (field: string) => string): string | null {
  if (value('usdot') !== '') return `usdot:${value('usdot')}`;
  if (/^(?:MC|MX|FF)\d+$/.test(value('docket'))) return `docket:${value('docket')}`;
  if (isEmail(value('email'))) return `email:${value('email')}`;
  const digits = internationalDigits(value('phone'), value('country'));
  if (digits !== null) return `phone:${digits}`;
  const company = comparable(value('company'));
  return company === '' ? null : `name:${company}|${comparable(value('postalCode'))}`;
}

/** Without case, accents, punctuation and the legal form's dots: `Acme, Inc.` is `acme inc`. */
function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

export const lead: PartnerEntity = {
  entity: 'lead',
  words: 'leads',
  key: 'matchKey',
  keyOf: leadKey,
  keyFields: ['company', 'usdot', 'docket', 'email', 'phone'],
  names: ['company'],
  fields: [
    { name: 'company', label: 'Company', required: true, hint: 'Name of the company', parse: text(200) },
    contactName,
    contactTitle,
    ...reach,
    fax,
    {
      name: 'website',
      label: 'Website',
      required: false,
      hint: 'Such as www.example.com',
      parse: website,
      looksLike: looksLikeWebsite,
    },
    ...address,
    usdotField,
    docketField,
    { name: 'source', label: 'Source', required: false, hint: 'Where the lead came from', parse: text(100) },
    {
      name: 'stage',
      label: 'Stage',
      required: false,
      hint: 'new, contacted, qualified, won or lost',
      parse: oneOf(['new', 'contacted', 'qualified', 'won', 'lost']),
    },
  ],
};
