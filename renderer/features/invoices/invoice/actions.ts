/** The actions of an invoice's page, from left to right. One more is one more line; the main one stays the last. */
import type { InvoiceAction } from './action.ts';
import { ApplyCreditAction } from './ApplyCreditAction.tsx';
import { CreditAction } from './CreditAction.tsx';
import { EditAction } from './EditAction.tsx';
import { EmailAction } from './EmailAction.tsx';
import { IssueAction } from './IssueAction.tsx';
import { PaymentAction } from './PaymentAction.tsx';
import { PrintAction } from './PrintAction.tsx';
import { RemoveDraftAction } from './RemoveDraftAction.tsx';
import { VoidAction } from './VoidAction.tsx';

export const invoiceActions: readonly { key: string; Action: InvoiceAction }[] = [
  { key: 'remove-draft', Action: RemoveDraftAction },
  { key: 'edit', Action: EditAction },
  { key: 'void', Action: VoidAction },
  { key: 'credit', Action: CreditAction },
  { key: 'apply-credit', Action: ApplyCreditAction },
  { key: 'print', Action: PrintAction },
  { key: 'email', Action: EmailAction },
  { key: 'issue', Action: IssueAction },
  { key: 'payment', Action: PaymentAction },
];
