/** Words about printing invoices. */
import { count, counted } from '../../format/numbers.ts';

export const printTexts = {
  open: 'Print',
  title: 'Print invoices',
  count: (prints: number, copies: number, printer: string) =>
    prints === 0
      ? 'None of these is to be printed.'
      : `${counted(prints, 'invoice')}${copies === 1 ? '' : ` in ${count(copies)} copies`} on ${printer}.`,
  /** @param pages of all copies. @param uncounted invoices whose pages are not known yet. */
  pages: (pages: number, uncounted: number) =>
    uncounted === 0
      ? `${counted(pages, 'page')}.`
      : pages === 0
        ? 'Their pages are counted once their PDFs are made.'
        : `${counted(pages, 'page')}, and those of ${counted(uncounted, 'invoice')} whose PDF is still to be made.`,
  already: (n: number) =>
    `${counted(n, 'invoice')} printed before or on the way: not printed again. That is done in the print queue, with a reason.`,
  refused: (n: number) => `${counted(n, 'invoice')} not printed`,
  andMore: (n: number) => `and ${count(n)} more`,
  printer: 'Printer',
  usual: (name: string) => `${name} (for invoices)`,
  noRole: 'Choose a printer',
  notPaper: (name: string) => `${name} (makes no paper)`,
  copies: 'Copies',
  queue: 'Print queue',
  settings: 'Printers',
  send: (n: number) => (n === 0 ? 'Print' : `Print ${counted(n, 'invoice')}`),
  started: (made: number) => `${counted(made, 'invoice')} on the way to the printer.`,
  voidTitle: 'Print a copy of a void invoice',
  voidText: 'It bears the stamp “VOID”. The reason is kept.',
  reason: 'Reason',
  sendCopy: 'Print a copy',
  startedCopy: 'The copy is on the way to the printer.',
};
