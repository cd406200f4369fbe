/** Carriers, known by their USDOT number. */
import { count } from '../fields/number.ts';
import { scac } from '../fields/identity.ts';
import { oneOf, text } from '../fields/text.ts';
import { address, contactName, docketField, reach, usdotField } from './common.ts';
import type { PartnerEntity } from './entity.ts';

export const carrier: PartnerEntity = {
  entity: 'carrier',
  words: 'carriers',
  key: 'usdot',
  keyFields: ['usdot'],
  names: ['legalName', 'dba'],
  fields: [
    { ...usdotField, required: true },
    { name: 'legalName', label: 'Legal name', required: true, hint: 'As registered', parse: text(200) },
    { name: 'dba', label: 'Doing business as', required: false, hint: 'Trade name', parse: text(200) },
    docketField,
    { name: 'scac', label: 'SCAC', required: false, hint: 'Two to four letters', parse: scac },
    contactName,
    ...reach,
    ...address,
    {
      name: 'powerUnits',
      label: 'Power units',
      required: false,
      hint: 'How many trucks',
      parse: count,
      looksLike: (cell) => /^\d{1,6}$/.test(cell),
    },
    {
      name: 'drivers',
      label: 'Drivers',
      required: false,
      hint: 'How many drivers',
      parse: count,
      looksLike: (cell) => /^\d{1,6}$/.test(cell),
    },
    {
      name: 'status',
      label: 'Status',
      required: false,
      hint: 'pending, active, probation, inactive, suspended or do-not-use',
      parse: oneOf(['pending', 'active', 'probation', 'inactive', 'suspended', 'do-not-use']),
    },
  ],
};
