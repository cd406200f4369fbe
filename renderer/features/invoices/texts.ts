/** Words of the invoice list, the invoice and its PDF. */
import type { InvoiceStanding, MailState } from '../../../workers/api/wire.ts';
import { lookUp } from '../../format/look-up.ts';
import { count, counted } from '../../format/numbers.ts';

const statuses: Record<string, string> = {
  draft: 'Draft',
  issued: 'Issued',
  sent: 'Sent',
  paid: 'Paid',
  void: 'Void',
};

const emailStates: Record<MailState, string> = {
  waiting: 'waiting',
  sending: 'being sent',
  held: 'held',
  sent: 'sent',
  failed: 'failed',
  unknown: 'in doubt',
  cancelled: 'cancelled',
};

export const standingWords: Record<InvoiceStanding, string> = {
  draft: 'Draft',
  open: 'Open',
  issued: 'Issued',
  sent: 'Sent',
  'partly-paid': 'Partly paid',
  overdue: 'Overdue',
  paid: 'Paid',
  void: 'Void',
  'credit-note': 'Credit note',
};

export const texts = {
  title: 'Invoices',
  total: (n: number) => counted(n, 'invoice'),
  search: 'Search invoices',
  importFile: 'Import invoices',
  pdfFilter: 'PDF',
  statusFilter: 'Status',
  anyStatus: 'Any status',
  customerFilter: 'Customer',
  anyCustomer: 'Any customer',
  issuedFrom: 'Issued from',
  issuedTo: 'Issued until',
  clearFilters: 'Clear filters',
  draftNumber: 'Draft',
  overdueBy: (days: number) => `${counted(days, 'day')} overdue`,
  newDraft: 'New invoice',
  receivables: 'Receivables',
  pdf: { any: 'Any PDF', made: 'With PDF', missing: 'Without PDF' },
  fromImport: 'Only from one import',
  removeImportFilter: 'Show invoices of all imports',
  columns: {
    number: 'Number',
    billTo: 'Customer',
    issued: 'Issued',
    due: 'Due',
    total: 'Total',
    open: 'Open',
    status: 'Status',
    pdf: 'PDF',
  },
  rowName: (number: string) => `invoice ${number}`,
  emptyTitle: 'No invoices yet',
  emptyText: 'Import a file of invoices, one row per line item. Totals are added up to the cent.',
  noMatchTitle: 'No invoice matches',
  noMatchText: 'Try fewer letters or another filter.',
  selection: {
    label: 'Selection',
    none: 'Select invoices to issue, send or print them.',
    sums: (total: string, open: string) => `${total} in total, ${open} open`,
    some: (n: number) => `${counted(n, 'invoice')} selected`,
    all: (n: number) => `All ${counted(n, 'invoice')} selected`,
    selectAll: (n: number) => `Select all ${count(n)}`,
    clear: 'Clear selection',
    make: 'Make PDFs',
  },
  email: {
    open: 'E-mail',
    title: 'Send invoices by e-mail',
    count: (mails: number, invoices: number) =>
      `${counted(mails, 'e-mail')} for ${counted(invoices, 'invoice')}, each with the PDF.`,
    already: (n: number) => `${counted(n, 'e-mail')} sent or on the way before; not sent again.`,
    problems: (n: number) => `${counted(n, 'invoice')} cannot be sent:`,
    to: 'To another address',
    toHint: 'Empty: to the customers’ addresses. Several are separated by commas.',
    send: (n: number) => `Send ${counted(n, 'e-mail')}`,
    started: 'The e-mails are on their way.',
    outbox: 'Show the outbox',
  },
  making: {
    region: 'PDFs under way',
    waiting: (n: number | null) => (n === null ? 'PDFs are waiting' : `${counted(n, 'PDF')} waiting`),
    running: (n: number | null) => (n === null ? 'Making PDFs' : `Making ${counted(n, 'PDF')}`),
    cancelled: 'Stopped. The PDFs made so far are kept.',
    failed: 'The PDFs could not be made',
    done: (made: number, unchanged: number) =>
      unchanged === 0
        ? `${counted(made, 'PDF')} made.`
        : `${counted(made, 'PDF')} made, ${count(unchanged)} up to date already.`,
    someFailed: (n: number) => `${counted(n, 'invoice')} could not be drawn:`,
    andMore: (n: number) => `and ${count(n)} more`,
    openJob: 'Open the job',
    cancel: 'Stop',
    cancelTitle: 'Stop making PDFs?',
    cancelText: 'The PDFs that are made already are kept. The rest can be made later.',
    dismiss: 'Dismiss',
    progress: 'PDFs made',
    startFailed: 'The PDFs could not be started',
  },
  invoice: {
    title: (number: string) => `Invoice ${number}`,
    customer: 'Customer number',
    billTo: 'Bill to',
    issued: 'Issued',
    due: 'Due',
    noDue: 'not given',
    pdf: 'PDF',
    noPdf: 'not made yet',
    lines: 'Lines',
    description: 'Description',
    quantity: 'Qty',
    unitPrice: 'Price',
    discount: 'Discount',
    amount: 'Amount',
    subtotal: 'Subtotal',
    tax: 'Tax',
    total: 'Total',
    tooMany: (shown: number, all: number) =>
      `The first ${count(shown)} of ${counted(all, 'line')}. The PDF has all of them.`,
  },
  viewer: {
    open: 'Open PDF',
    makeAndOpen: 'Make and open PDF',
    openOf: (number: string) => `Open the PDF of invoice ${number}`,
    makeOf: (number: string) => `Make and open the PDF of invoice ${number}`,
    title: (number: string) => `PDF of invoice ${number}`,
    download: 'Download',
    preparing: 'Preparing the PDF',
  },
};

const printStates: Record<string, string> = {
  handing: 'being handed over',
  handed: 'at the printer',
  printed: 'printed',
  void: 'void',
};

/** What became of a mail or a print, as read; an unknown state as it is. */
export const deliveryState = (state: string) =>
  lookUp<string>(emailStates, state) ?? lookUp(printStates, state) ?? state;

/** An invoice's status as read; an unknown one as it is. */
export const invoiceStatus = (status: string) => lookUp(statuses, status) ?? status;
