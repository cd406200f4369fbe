/** Customers, known by the number that the office gave them. */
import type { ParseCell } from '../fields/field.ts';
import { fixedPoint } from '../fields/number.ts';
import { oneOf, text } from '../fields/text.ts';
import { address, contactName, contactTitle, fax, reach, usdotField } from './common.ts';
import type { PartnerEntity } from './entity.ts';

const wholeDays = fixedPoint(0, 'a number of days');

/** Payment terms in days: `30`, `Net 30`, `30 days`, `due on receipt`. */
const termsDays: ParseCell = (cell, report, context) => {
  if (/receipt|immediate|cod/i.test(cell)) return '0';
  const found = /^(?:net\s*)?(\d{1,3})\s*(?:days?)?$/i.exec(cell);
  return wholeDays(found?.[1] ?? cell, report, context);
};

export const customer: PartnerEntity = {
  entity: 'customer',
  words: 'customers',
  key: 'number',
  keyFields: ['number'],
  names: ['legalName', 'dba'],
  fields: [
    {
      name: 'number',
      label: 'Customer number',
      required: true,
      hint: 'The number or short name that the customer is known by',
      parse: text(40),
    },
    { name: 'legalName', label: 'Name', required: true, hint: 'Name of the company', parse: text(200) },
    { name: 'dba', label: 'Doing business as', required: false, hint: 'Trade name', parse: text(200) },
    usdotField,
    { name: 'taxId', label: 'Tax number', required: false, hint: 'EIN or VAT number', parse: text(40) },
    contactName,
    contactTitle,
    ...reach,
    fax,
    ...address,
    {
      name: 'termsDays',
      label: 'Payment terms',
      required: false,
      hint: 'Days, such as 30 or Net 30',
      parse: termsDays,
      looksLike: (cell) => /^(?:net\s*)?\d{1,3}(?:\s*days?)?$/i.test(cell) || /receipt/i.test(cell),
    },
    {
      name: 'creditLimitCents',
      label: 'Credit limit',
      required: false,
      hint: 'An amount, such as 25,000.00',
      parse: fixedPoint(2, 'an amount'),
      looksLike: (cell) => /\d/.test(cell),
    },
    {
      name: 'status',
      label: 'Status',
      required: false,
      hint: 'active, inactive or hold',
      parse: oneOf(['active', 'inactive', 'hold']),
    },
  ],
};
