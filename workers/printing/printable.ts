/** Which invoices go on paper. A draft can still change; a void one only leaves the house as a copy that says so. */
import type { InvoiceToPrint } from '../store/queries/invoices-to-print.ts';

export type Refusal = { code: 'invoice-draft' | 'invoice-void'; message: string };

/** Null when it may be printed. @param asCopy a person has said why a copy is wanted. */
export function printRefusal(
  { status, kind, number, billToName }: Pick<InvoiceToPrint, 'status' | 'kind' | 'number' | 'billToName'>,
  asCopy: boolean,
): Refusal | null {
  if (status === 'draft')
    return {
      code: 'invoice-draft',
      message: `The draft for ${billToName} can still change. Issue it first; then it can be printed.`,
    };
  if (status !== 'void' || asCopy) return null;
  const what = kind === 'credit-note' ? 'Credit note' : 'Invoice';
  return {
    code: 'invoice-void',
    message: `${what} ${number} is void. It is printed only as a copy stamped “VOID”, one by one and with a reason.`,
  };
}
