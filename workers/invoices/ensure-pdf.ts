/** Making sure that an invoice has its PDF: draw, keep by content, record. */
import type { Store } from '../store/open.ts';

export interface EnsuredPdf {
  sha256: string;
  bytes: number;
  /** False when the file was there already and is intact. */
  made: boolean;
}

export async function ensurePdf(_store: Store, _actor: string, _invoiceId: string): Promise<EnsuredPdf> {
  throw new Error('Under construction.');
}
