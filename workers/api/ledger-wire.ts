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

export interface RemitToView {
  id: string;
  /** Null is for everybody. */
  customerId: string | null;
  name: string;
  address: string;
  factor: string | null;
  notice: string | null;
  effectiveFrom: string;
  createdBy: string;
  verified: { at: number; by: string } | null;
  released: { on: string; by: string } | null;
  /** Today; one for a customer comes before one for everybody, which may be in force for the others. */
  inForce: boolean;
}
