/** What the PDFs in a ZIP are called: by number and customer, each name once, also where capitals do not count. */
import { safeName } from '../pdf-name.ts';

const longest = 60;

/** @returns names such as `Invoice-INV-A1-2026-000001-Acme.pdf`; a name that was given before gets a number. */
export function exportNames(): (invoice: { kind: string; number: string; billToName: string }) => string {
  const given = new Set<string>();
  return ({ kind, number, billToName }) => {
    const parts = [
      kind === 'credit-note' ? 'Credit-note' : 'Invoice',
      safeName(number).slice(0, longest),
      safeName(billToName).slice(0, longest),
    ];
    const base = parts.filter((part) => part !== '').join('-');
    let name = `${base}.pdf`;
    for (let n = 2; given.has(name.toLowerCase()); n++) name = `${base}-${n}.pdf`;
    given.add(name.toLowerCase());
    return name;
  };
}
