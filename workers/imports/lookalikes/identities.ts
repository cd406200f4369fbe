/** What tells which company a record is about, beside the key of its table. Values that stand where nobody knew better tell nothing. */
import { internationalDigits } from '../entities/phone-identity.ts';
import { isEmail } from '../fields/contact.ts';
import { comparableName } from './company-name.ts';

/** Strongest first. */
export const identityKinds = ['usdot', 'docket', 'email', 'phone', 'name'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** Those by which records only resemble each other. */
export const looseKinds = ['email', 'phone', 'name'] as const satisfies readonly IdentityKind[];
export type LooseKind = (typeof looseKinds)[number];

/**
 * How many records may share a value before it is taken for a switchboard, a dispatch service or a stopgap. A name with its postal
 * code says more: there a limit only keeps a list of branches from being one long suggestion.
 */
export const mostSharing: Record<IdentityKind, number> = {
  usdot: Infinity,
  docket: Infinity,
  email: 5,
  phone: 5,
  name: 50,
};

/** A record's stored values; empty text for nothing. */
export type ValueOf = (field: string) => string;

/** @returns the value in its comparable form; empty for none. Of `name` that of the field `named`, with the postal code. */
export function identityOf(kind: IdentityKind, value: ValueOf, named: string): string {
  switch (kind) {
    case 'usdot':
      return value('usdot');
    case 'docket':
      return docketIdentity(value('docket'));
    case 'email':
      return emailIdentity(value('email'));
    case 'phone':
      return phoneIdentity(value('phone'), value('country'));
    case 'name': {
      const name = comparableName(value(named));
      const postal = name === '' ? '' : postalIdentity(value('postalCode'));
      return postal === '' ? '' : `${name}|${postal}`;
    }
  }
}

function docketIdentity(docket: string): string {
  return /^(?:MC|MX|FF)0*[1-9]\d*$/.test(docket) ? docket : '';
}

/** Local parts that are typed to fill a field. */
const nobody =
  /^(?:n\/?a|none?|null|nil|no-?(?:e-?)?mail|no-?reply|do-?not-?reply|unknown|tests?|dummy|sample|x+|abc|asdf+|email|user|someone|name|noone|nobody|tbd)\d*$/;
/** Domains that are typed likewise. */
const nowhere = /@(?:none|na|no|nomail|noemail|unknown|test|email|domain|x+)\.[a-z]{2,}$/;

function emailIdentity(email: string): string {
  if (email === '') return '';
  const address = email.toLowerCase();
  if (!isEmail(address) || nowhere.test(address)) return '';
  return nobody.test(address.slice(0, address.indexOf('@'))) ? '' : address;
}

function phoneIdentity(phone: string, country: string): string {
  if (phone === '') return '';
  const digits = internationalDigits(phone, country);
  return digits === null || isStopgap(digits) ? '' : digits;
}

/** Numbers without an area code, and those that no line has: 000-000-0000, 123-456-7890, an area code that begins with 0 or 1. */
function isStopgap(digits: string): boolean {
  if (digits.length < 9 || isRepeated(digits, 7) || digits.endsWith('1234567890')) return true;
  return digits.length === 11 && digits.startsWith('1') && !/^1[2-9]\d\d[2-9]/.test(digits);
}

/** Whether the last digits are all the same one. */
function isRepeated(digits: string, last: number): boolean {
  const digit = digits.charCodeAt(digits.length - 1);
  for (let i = digits.length - last; i < digits.length; i += 1)
    if (digits.charCodeAt(i) !== digit) return false;
  return true;
}

/** A ZIP code without its last four digits; others without blanks and hyphens. */
function postalIdentity(code: string): string {
  if (code === '') return '';
  if (/^\d{5}$/.test(code)) return code === '00000' || code === '99999' ? '' : code;
  const plain = code.toUpperCase().replaceAll(/[^\p{L}\d]/gu, '');
  if (/^0*$|^9+$/.test(plain)) return '';
  return /^\d{9}$/.test(plain) ? plain.slice(0, 5) : plain;
}
