/** Whether a column's values look like those of a field: witness for a heading, and against it. */
import type { Field, Report } from './fields/field.ts';

/** Values looked at: enough to tell, and cheap in a file of thousands of columns. */
const looked = 40;

class Faults implements Report {
  any = false;
  error(): void {
    this.any = true;
  }
  warning(code: string): void {
    // A discount of 0.15 is one, however it is flagged.
    if (code !== 'discount-as-fraction') this.any = true;
  }
}

const context = { heading: '', decimalComma: false, dateOrder: null };

/** What no name of a company, person or place is, nor a street. */
const noText = /^[\d\s.,/()+$€£-]+$|@|^(?:https?:|www\.)|^(?:y|n|yes|no|true|false)$/i;
const salutation = /^(?:mr|mrs|ms|miss|dr|prof)\.?$/i;
const codeLike = /^(?=.*[\dA-Z])[\p{Lu}\d][\p{Lu}\d#./_-]{0,19}$/u;

const signs: Record<string, (value: string) => boolean> = {
  legalName: (value) => !noText.test(value),
  company: (value) => !noText.test(value),
  dba: (value) => !noText.test(value),
  billToName: (value) => !noText.test(value),
  shipToName: (value) => !noText.test(value),
  contactName: (value) => !noText.test(value),
  contactTitle: (value) => !noText.test(value) && !salutation.test(value),
  city: (value) => !noText.test(value),
  region: (value) => !noText.test(value),
  country: (value) => !noText.test(value),
  street: (value) => !/@|^(?:https?:|www\.)|^(?:y|n|yes|no|true|false)$/i.test(value),
};

/** Names that could be meant otherwise, and what their values must then be. */
const conditions: Record<string, Record<string, (value: string) => boolean>> = {
  number: {
    customer: (value) => codeLike.test(value),
    client: (value) => codeLike.test(value),
    account: (value) => codeLike.test(value),
    name: (value) => /^#?\d{3,}$/.test(value),
  },
};

/**
 * The share of a column's values that fit a field; null where there are none to judge by.
 * @param key the heading's words, as `headingKey` has them.
 */
export function shareThatFits(field: Field, values: readonly string[], key: string): number | null {
  if (values.length === 0) return null;
  const sample = values.length > looked ? values.slice(0, looked) : values;
  const condition = conditions[field.name]?.[key];
  const fitting = sample.filter((value) => (condition ?? (() => true))(value) && fits(field, value));
  return fitting.length / sample.length;
}

function fits(field: Field, value: string): boolean {
  const sign = signs[field.name];
  if (sign !== undefined && !sign(value)) return false;
  // A docket under its own heading may lack its prefix, so its shape alone decides.
  if (field.looksLike !== undefined && field.name !== 'docket') return field.looksLike(value);
  const faults = new Faults();
  field.parse(value, faults, context);
  return !faults.any;
}

const speaking: Record<string, { sign: RegExp; said: RegExp }> = {
  email: { sign: /@/, said: /\bmail\b|\bemail\b/ },
  docket: { sign: /^(?:MC|MX|FF)/i, said: /\b(?:mc|docket|authority|carrier)\b/ },
  website: { sign: /^(?:https?:|www\.)/i, said: /\b(?:web|website|site|homepage)\b/ },
};

/** What a column's values can only be, whatever its heading says. */
export interface SpokenFor {
  field: string;
  /** Its heading says nothing else: it has none, or names the kind of thing. */
  clear: boolean;
}

/** @param key the heading's words; empty for a column without a heading. */
export function spokenFor(
  fields: readonly Field[],
  values: readonly string[],
  key: string,
): SpokenFor | null {
  const [first] = values;
  if (first === undefined || values.length < 3) return null;
  for (const field of fields) {
    const speech = speaking[field.name];
    if (speech === undefined || !speech.sign.test(first)) continue;
    const sample = values.slice(0, looked);
    const fitting = sample.filter((value) => speech.sign.test(value) && (field.looksLike?.(value) ?? true));
    if (fitting.length / sample.length < 0.9) continue;
    return { field: field.name, clear: key === '' || /^column \d+$/.test(key) || speech.said.test(key) };
  }
  return null;
}
