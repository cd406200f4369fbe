/** What is said of a row that may be about another record, and which record such a sentence names. */
import type { OtherRecord } from '../../api/wire.ts';
import type { RowIssue } from '../row.ts';
import type { IdentityKind } from './identities.ts';

const same: Record<IdentityKind, string> = {
  usdot: 'the same USDOT number',
  docket: 'the same docket number',
  email: 'the same e-mail address',
  phone: 'the same phone number',
  name: 'the same name and postal code',
};

const nouns = { customer: 'customer', carrier: 'carrier', lead: 'lead' } as const;
type Noun = keyof typeof nouns;

export interface Called {
  /** What it is known by. */
  key: string;
  name: string;
}

/** The lead is a customer or carrier already. @param skipped whether it stays out for that. */
export function knownIssue(
  table: 'customer' | 'carrier',
  { key, name }: Called,
  kind: IdentityKind,
  skipped: boolean,
): RowIssue {
  const end = skipped ? `, so this row was skipped` : '';
  return {
    column: '',
    code: `known-${table}`,
    message: `This company is already ${table} "${key}" (${name}): ${same[kind]}${end}.`,
    severity: 'warning',
  };
}

/** A record that is there has this in common with the row, under another key. */
export function similarRecordIssue(entity: Noun, { key, name }: Called, kind: IdentityKind): RowIssue {
  // The key of a lead is made by a rule and of no use to people.
  const called = entity === 'lead' ? `"${name}"` : `"${key}" (${name})`;
  return similar(`Perhaps the same as ${nouns[entity]} ${called}: ${same[kind]}. Compare the two.`);
}

/** An earlier line of the file. */
export function similarLineIssue(line: number, kind: IdentityKind): RowIssue {
  return similar(`Perhaps the same as line ${line} of this file: ${same[kind]}. Compare the two.`);
}

function similar(message: string): RowIssue {
  return { column: '', code: 'similar', message, severity: 'warning' };
}

const known = /^This company is already (customer|carrier) "(.*?)" \(.*\): the same /s;
const resembling = /^Perhaps the same as (customer|carrier|lead) "(.*?)"(?: \(.*\))?: the same /s;
const atLine = /^Perhaps the same as line (\d+) of this file: /;

/** The record that one of the sentences above names; null for any other. */
export function otherRecord({ code, message }: Pick<RowIssue, 'code' | 'message'>): OtherRecord | null {
  if (code === 'similar') {
    const [, line] = atLine.exec(message) ?? [];
    if (line !== undefined) return { line: Number(line) };
  } else if (code !== 'known-customer' && code !== 'known-carrier') return null;
  const [, entity, key] = (code === 'similar' ? resembling : known).exec(message) ?? [];
  return entity === undefined || key === undefined ? null : { entity: entity as Noun, search: key };
}
