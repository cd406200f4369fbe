/** Where an invoice stands, in the words and colours of the console. Pure. */
import type { InvoiceRow } from '../../../workers/api/wire.ts';
import type { Tone } from '../../theme/palette.ts';
import { invoiceTone } from '../../theme/tones.ts';
import { invoiceStatus, standingWords, texts } from './texts.ts';

/** A draft has no number yet. */
export function printedNumber({ status, number }: Pick<InvoiceRow, 'status' | 'number'>): string {
  return status === 'draft' ? texts.draftNumber : number;
}

/** What a credit note gives back is below zero. */
export function signedTotal({ kind, totalCents }: Pick<InvoiceRow, 'kind' | 'totalCents'>): number {
  return kind === 'credit-note' ? -totalCents : totalCents;
}

/** Partly paid is told by the amounts; that it is overdue stands beside its due date. */
export function standingOfRow({
  kind,
  status,
  openCents,
  totalCents,
}: Pick<InvoiceRow, 'kind' | 'status' | 'openCents' | 'totalCents'>): { label: string; tone: Tone } {
  if (kind === 'credit-note' && status !== 'void')
    return { label: standingWords['credit-note'], tone: 'waiting' };
  if (openCents > 0 && openCents < totalCents)
    return { label: standingWords['partly-paid'], tone: 'attention' };
  return { label: invoiceStatus(status), tone: invoiceTone(status) };
}
