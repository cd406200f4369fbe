/** What the router sends of payments and of where to pay. Money in cents, times in ms UTC, dates `YYYY-MM-DD`. */

export interface PaymentView {
  id: string;
  customerId: string | null;
  date: string;
  amountCents: number;
  currency: string;
  /** check · ach · wire · card · cash · other */
  method: string;
  reference: string;
  note: string;
  createdAt: number;
  createdBy: string;
  reversed: { at: number; by: string; reason: string } | null;
  /** What it settles. */
  shares: { invoiceId: string; number: string; amountCents: number }[];
  /** What settles nothing: the customer's credit on account. */
  leftCents: number;
}

/** A payment or a credit note of which something settles nothing yet. */
export interface OpenCreditView {
  source: 'payment' | 'credit-note';
  id: string;
  /** Method and reference, or the number of the credit note. */
  label: string;
  date: string;
  currency: string;
  amountCents: number;
  leftCents: number;
}

export interface OpenInvoiceView {
  id: string;
  number: string;
  issueDate: string;
  dueDate: string | null;
  daysOverdue: number;
  currency: string;
  openCents: number;
}

/** Cents, in the order of the lines. */
export interface PricedLines {
  amounts: number[];
  subtotalCents: number;
  totalCents: number;
}

export interface RemitToView {
  id: string;
  /** Null is for everybody. */
  customerId: string | null;
  customer: { number: string; name: string } | null;
  name: string;
  address: string;
  factor: string | null;
  notice: string | null;
  effectiveFrom: string;
  createdAt: number;
  createdBy: string;
  verified: { at: number; by: string } | null;
  released: { on: string; by: string } | null;
  /** Today; one for a customer comes before one for everybody, which may be in force for the others. */
  inForce: boolean;
  /** It sends money to somebody else, and a second person has not said yet that this is right. */
  awaitsVerification: boolean;
  /** Why the caller is not the one to verify it; null when they are. */
  whyNotVerify: string | null;
}

/** A customer as one who owes. */
export interface CustomerAccount {
  customerId: string;
  number: string;
  name: string;
  email: string | null;
  termsDays: number | null;
  creditLimitCents: number | null;
  /** Since when and by whom it is set: null where an import has set it. */
  creditHold: { reason: string | null; set: { at: number; by: string } | null } | null;
}

export type TimelineKind =
  | 'created'
  | 'imported'
  | 'changed'
  | 'issued'
  | 'hold-overridden'
  | 'mail'
  | 'print'
  | 'payment'
  | 'reversal'
  | 'credit-note'
  | 'void';

/** Something that has happened to an invoice. */
export interface TimelineEntry {
  /** ms UTC */
  at: number;
  by: string;
  kind: TimelineKind;
  /** Of a mail or a print. */
  state: string | null;
  /** Recipient, printer, number, reference or reason. */
  detail: string | null;
  amountCents: number | null;
  /** The credit note. */
  invoiceId: string | null;
  /** Of a payment that stands. */
  paymentId: string | null;
}
