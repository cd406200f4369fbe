/** Telling whether a PDF would come out the same, without drawing it. */
import { createHash } from 'node:crypto';
import type { InvoiceDocument } from './document.ts';

/**
 * Stands for everything that turns a document into bytes: layout, drawing, fonts, libraries. Give it a new number whenever the
 * bytes change, so that PDFs which are asked for again are made anew; a test compares the bytes of samples and says when.
 */
export const drawingRevision = 5;

export function fingerprintOf(document: InvoiceDocument): string {
  return createHash('sha256')
    .update(JSON.stringify([drawingRevision, document]))
    .digest('hex');
}
