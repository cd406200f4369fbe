/** Fields that several kinds of companies share. */
import { email, isEmail, looksLikePhone, phone } from '../fields/contact.ts';
import type { Field } from '../fields/field.ts';
import { docket, looksLikeDocket, looksLikeUsdot, usdot } from '../fields/identity.ts';
import { person, place, postalCode, text } from '../fields/text.ts';

export const usdotField: Field = {
  name: 'usdot',
  label: 'USDOT number',
  required: false,
  hint: 'One to eight digits, such as 1234567',
  parse: usdot,
  looksLike: looksLikeUsdot,
};

export const docketField: Field = {
  name: 'docket',
  label: 'Docket number',
  required: false,
  hint: 'MC, MX or FF with digits, such as MC368053',
  parse: docket,
  looksLike: looksLikeDocket,
};

export const contactName: Field = {
  name: 'contactName',
  label: 'Contact',
  required: false,
  hint: "A person's name",
  parse: person,
};

export const contactTitle: Field = {
  name: 'contactTitle',
  label: 'Contact title',
  required: false,
  hint: 'Such as Traffic Manager',
  parse: person,
};

export const reach: readonly Field[] = [
  {
    name: 'email',
    label: 'E-mail',
    required: false,
    hint: 'One address',
    parse: email,
    looksLike: (cell) => isEmail(cell.toLowerCase()),
  },
  {
    name: 'phone',
    label: 'Phone',
    required: false,
    hint: 'With area code',
    parse: phone,
    looksLike: looksLikePhone,
  },
];

export const fax: Field = {
  name: 'fax',
  label: 'Fax',
  required: false,
  hint: 'With area code',
  parse: phone,
  looksLike: looksLikePhone,
};

export const address: readonly Field[] = [
  { name: 'street', label: 'Street', required: false, hint: 'Street and number', parse: text(200) },
  { name: 'city', label: 'City', required: false, hint: 'Town', parse: text(100) },
  { name: 'region', label: 'State', required: false, hint: 'State or province, such as CA', parse: place },
  {
    name: 'postalCode',
    label: 'Postal code',
    required: false,
    hint: 'ZIP or postal code; leading zeros are kept',
    parse: postalCode,
    looksLike: (cell) => /\d/.test(cell) && cell.length <= 12,
  },
  { name: 'country', label: 'Country', required: false, hint: 'Name or code', parse: place },
];
