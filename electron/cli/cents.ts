/** Amounts as a person types them. */
import { UserError } from '../../workers/errors.ts';

/** `1,250.5` as 125050. @throws UserError `bad-option`. */
export function centsOption(name: string): (text: string) => number {
  return (text) => {
    const match = /^(\d{1,3}(?:,\d{3})*|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
    const whole = match?.[1]?.replaceAll(',', '') ?? '';
    const cents = Number(whole) * 100 + Number((match?.[2] ?? '').padEnd(2, '0'));
    if (match !== null && cents > 0 && Number.isSafeInteger(cents)) return cents;
    throw new UserError('bad-option', `${name} must be an amount such as 1250.50, not "${text}".`);
  };
}
