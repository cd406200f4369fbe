/** Until when an invoice is to be paid. */
import { addDays } from './warehouse-days.ts';

/** Where neither the invoice nor its customer says anything else. */
export const usualTermsDays = 30;

export interface Terms {
  termsDays: number;
  /** As printed, such as `Net 30 days`. */
  terms: string;
  dueDate: string;
}

/** @param own what the invoice itself says, days; null where it says nothing. @param customers what is agreed with its customer. */
export function termsFrom(issueDate: string, own: number | null, customers: number | null): Terms {
  const termsDays = own ?? customers ?? usualTermsDays;
  return { termsDays, terms: termsWords(termsDays), dueDate: addDays(issueDate, termsDays) };
}

function termsWords(days: number): string {
  if (days === 0) return 'Due on receipt';
  return days === 1 ? 'Net 1 day' : `Net ${days} days`;
}
