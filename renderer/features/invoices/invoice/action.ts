/** What an action of an invoice's page is: a component that shows its button where it applies, and nothing where it does not. */
import type { ComponentType } from 'react';
import type { InvoiceView } from '../../../../workers/api/wire.ts';

export interface InvoiceActionProps {
  invoice: InvoiceView;
}

export type InvoiceAction = ComponentType<InvoiceActionProps>;
