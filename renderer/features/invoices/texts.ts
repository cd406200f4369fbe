/** Words of the invoice list, the invoice and its PDF. */
import { lookUp } from '../../format/look-up.ts';
import { count, counted } from '../../format/numbers.ts';

const statuses: Record<string, string> = {
  draft: 'Draft',
  issued: 'Issued',
  sent: 'Sent',
  paid: 'Paid',
  void: 'Void',
};

export const texts = {
  title: 'Invoices',
  total: (n: number) => counted(n, 'invoice'),
  search: 'Search invoices',
  importFile: 'Import invoices',
  pdfFilter: 'PDF',
  pdf: { any: 'All', made: 'With PDF', missing: 'Without PDF' },
  fromImport: 'Only from one import',
  removeImportFilter: 'Show invoices of all imports',
  columns: {
    number: 'Number',
    billTo: 'Bill to',
    customer: 'Customer',
    issued: 'Issued',
    due: 'Due',
    total: 'Total',
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
    none: 'Select invoices to make their PDFs.',
    some: (n: number) => `${counted(n, 'invoice')} selected`,
    all: (n: number) => `All ${counted(n, 'invoice')} selected`,
    selectAll: (n: number) => `Select all ${count(n)}`,
    clear: 'Clear selection',
    make: 'Make PDFs',
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

/** An invoice's status as read; an unknown one as it is. */
export const invoiceStatus = (status: string) => lookUp(statuses, status) ?? status;
