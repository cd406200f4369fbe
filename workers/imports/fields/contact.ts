/** How to reach somebody. A doubtful address is kept and flagged: it is no reason to refuse a company. */
import type { ParseCell } from './field.ts';

/** One address as people write it; lower case, because that is how the same address is recognised. */
export const email: ParseCell = (cell, report) => {
  const address = cell.replace(/^mailto:/i, '').toLowerCase();
  if (!isEmail(address)) {
    report.warning(
      'email-doubtful',
      `"${cell}" is not an e-mail address. Check it before mail is sent there.`,
    );
  }
  return address.slice(0, 254);
};

/** Deliberately simple: one @, something on both sides, a dot in the domain, no blanks. */
export function isEmail(text: string): boolean {
  return /^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@.,;<>()]{2,}$/.test(text);
}

/** A telephone number as given: how it is written belongs to its country. */
export const phone: ParseCell = (cell, report) => {
  if (!looksLikePhone(cell)) {
    report.warning('phone-doubtful', `"${cell}" does not look like a telephone number. Check it.`);
  }
  return cell.slice(0, 60);
};

export function looksLikePhone(cell: string): boolean {
  if (!/^[+(\d][\d\s().,/+-]*(?:\s*(?:x|ext\.?|#)\s*\d+)?$/i.test(cell)) return false;
  const digits = countDigits(cell);
  return digits >= 6 && digits <= 20;
}

function countDigits(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}

/** A web address as given; Access writes `name#http://…#`, of which the address is kept. */
export const website: ParseCell = (cell) => {
  const access = /#(https?:[^#]+)#/i.exec(cell);
  return (access?.[1] ?? cell).slice(0, 200);
};

export function looksLikeWebsite(cell: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$|#https?:/i.test(cell);
}
