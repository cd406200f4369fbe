/** What an action of the selection bar is: a component that shows its button and whatever it asks before it acts. */
import type { ComponentType } from 'react';
import type { InvoiceFilter } from '../list-params.ts';

export interface SelectionActionProps {
  /** As the engine takes it. */
  invoices: { ids: string[] } | { matching: InvoiceFilter };
  /** How many are selected; with none the button is there and disabled. */
  count: number;
  /** A job was started that the list follows by its id: the selection is let go. */
  onStarted: (jobId: string) => void;
}

export type SelectionAction = ComponentType<SelectionActionProps>;
