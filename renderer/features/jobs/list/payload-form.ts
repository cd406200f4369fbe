/** Between a payload and what stands in the fields of its form. Pure. */
import type { PayloadField, PayloadIssue } from '../../../../workers/api/wire.ts';
import { listTexts } from './list-texts.ts';

const words = listTexts.copy;

/** Field → what stands in it; of a yes-no field `yes` or nothing. */
export type FormValues = Record<string, string>;

export function formOf(fields: readonly PayloadField[], payload: unknown): FormValues {
  const values = (payload ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = values[name];
      if (kind === 'yes-no') return [name, value === true ? 'yes' : ''];
      return [name, typeof value === 'string' || typeof value === 'number' ? String(value) : ''];
    }),
  );
}

/** A payload, or what keeps it from being one, by field. */
export type Written = { payload: unknown; problems: null } | { payload: null; problems: FormValues };

/** An empty field that is not needed is left out. */
export function payloadOf(fields: readonly PayloadField[], values: FormValues): Written {
  const payload: Record<string, unknown> = {};
  const problems: FormValues = {};
  for (const { name, kind, required } of fields) {
    const text = values[name] ?? '';
    if (kind === 'yes-no') payload[name] = text === 'yes';
    else if (text === '') {
      if (required) problems[name] = words.needed;
    } else if (kind === 'whole' || kind === 'number') {
      if (Number.isFinite(Number(text))) payload[name] = Number(text);
      else problems[name] = words.notNumber;
    } else payload[name] = text;
  }
  return Object.keys(problems).length === 0 ? { payload, problems: null } : { payload: null, problems };
}

/** The same from JSON as it was typed; a problem is under no field. */
export function payloadOfJson(text: string): Written {
  try {
    return { payload: JSON.parse(text) as unknown, problems: null };
  } catch (error) {
    return { payload: null, problems: { '': words.notJson((error as Error).message) } };
  }
}

/** What the engine found wrong, by field where it is one of these; the rest under ''. */
export function problemsOf(issues: readonly PayloadIssue[], fields: readonly PayloadField[]): FormValues {
  const problems: FormValues = {};
  for (const { path, message } of issues) {
    const [first] = path;
    const field = fields.find(({ name }) => name === first)?.name ?? '';
    const where = field === '' && path.length > 0 ? words.field(path.join('.')) : '';
    problems[field] = [problems[field], where + message].filter((part) => part !== undefined).join(' ');
  }
  return problems;
}
