/** To whom an invoice goes, or why it cannot be sent. Pure. */
import type { ErrorInfo } from '../errors.ts';
import type { InvoiceToMail } from '../store/queries/invoice-recipients.ts';
import { parseAddresses } from './address.ts';

export type Recipients = { addresses: string[]; problem: null } | { addresses: []; problem: ErrorInfo };

/** More to one invoice is a mistake in a field, not a list of recipients. */
const mostRecipients = 20;

/** @param to addresses in place of the customer's. */
export function recipientsOf(invoice: InvoiceToMail, to?: string): Recipients {
  const status = refusedStatus(invoice);
  if (status !== null) return { addresses: [], problem: status };
  const written = [to, invoice.invoiceEmail, invoice.email].find(
    (text) => text !== undefined && text !== null && text.trim() !== '',
  );
  if (written === undefined || written === null)
    return problem(
      'address-missing',
      `The customer of invoice ${invoice.number} (${invoice.billToName}) has no e-mail address. Add one, or name one for this mail.`,
    );
  const { addresses, invalid } = parseAddresses(written);
  const [first] = invalid;
  if (first !== undefined || addresses.length === 0)
    return problem(
      'address-invalid',
      `“${(first ?? written).slice(0, 100)}” is no e-mail address (invoice ${invoice.number}, ${invoice.billToName}). Correct it, then send again.`,
    );
  if (addresses.length > mostRecipients)
    return problem(
      'too-many-addresses',
      `Invoice ${invoice.number} would go to ${addresses.length} addresses; ${mostRecipients} is the limit.`,
    );
  return { addresses, problem: null };
}

/** Only what is valid as a document leaves the house. */
export function refusedStatus({
  number,
  status,
}: Pick<InvoiceToMail, 'number' | 'status'>): ErrorInfo | null {
  if (status === 'draft')
    return { code: 'invoice-draft', message: 'A draft cannot be sent. Issue the invoice first.' };
  if (status === 'void')
    return { code: 'invoice-void', message: `Invoice ${number} is void and is not sent.` };
  return null;
}

function problem(code: string, message: string): Recipients {
  return { addresses: [], problem: { code, message } };
}
