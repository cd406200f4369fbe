/** The words that every statement carries, apart from its data. */

export const statementWords = {
  title: 'STATEMENT',
  running: (name: string) => `Statement for ${name}`,
  asOf: 'As of',
  columns: {
    invoice: 'Invoice',
    issued: 'Date',
    due: 'Due',
    daysLate: 'Days late',
    total: 'Total',
    open: (currency: string) => `Open (${currency})`,
  },
  aging: {
    notDueCents: 'Not due yet',
    days30Cents: '0–30 days',
    days60Cents: '31–60 days',
    days90Cents: '61–90 days',
    olderCents: 'Over 90 days',
  },
  nothingOpen: 'No open invoices',
  openInvoices: 'Open invoices',
  onAccount: 'Paid or credited, not applied yet',
  balance: (cents: number) => (cents < 0 ? 'Credit balance' : 'Total due'),
  payments: (from: string) => `Payments since ${from}`,
  noPayments: 'None',
} as const;
