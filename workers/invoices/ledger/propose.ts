/** How a payment is spread when nobody says: what has been owed longest is paid first. Pure. */

export interface OpenInvoice {
  id: string;
  number: string;
  /** `YYYY-MM-DD` */
  issueDate: string;
  dueDate: string | null;
  openCents: number;
}

export interface Share {
  /** Id of the invoice. */
  invoice: string;
  amountCents: number;
}

/** By due date; one without is due on the day of its issue. */
export function oldestFirst<T extends OpenInvoice>(open: readonly T[]): T[] {
  const due = ({ dueDate, issueDate }: T) => dueDate ?? issueDate;
  // Sorting is stable: among equals the order of entry stays.
  return [...open].sort((a, b) => compare(due(a), due(b)) || compare(a.issueDate, b.issueDate));
}

/** @returns what each gets, without those that get nothing; their sum is at most `amountCents`. */
export function spread(open: readonly OpenInvoice[], amountCents: number): Share[] {
  const shares: Share[] = [];
  let left = amountCents;
  for (const { id, openCents } of oldestFirst(open)) {
    const amount = Math.min(left, openCents);
    if (amount > 0) shares.push({ invoice: id, amountCents: amount });
    left -= Math.max(0, amount);
  }
  return shares;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
