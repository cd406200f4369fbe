/** An invoice that shows what a template looks like. */
import type { DocumentTemplate, Logo } from '../../store/document-template.ts';
import type { InvoiceDocument } from '../document.ts';
import { sellerOf } from '../seller.ts';
import { lookOf } from '../look.ts';

/** Always the same but for the template. */
export function sampleDocument(template: DocumentTemplate, logo: Logo | null): InvoiceDocument {
  const lines = [
    { description: 'Line haul, Joliet IL to Columbus OH, 372 miles', quantity: 372, cents: 265 },
    { description: 'Fuel surcharge', quantity: 372, cents: 65 },
    { description: 'Detention at delivery', quantity: 2, cents: 6500 },
  ].map(({ description, quantity, cents }) => ({
    description,
    quantityMilli: quantity * 1000,
    unitPriceE4: cents * 100,
    discountBp: 0,
    amountCents: quantity * cents,
  }));
  const subtotalCents = lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const { seller, sellerId, taxId } = sellerOf(template);
  return {
    kind: 'invoice',
    isCopy: false,
    paper: template.paper,
    ...lookOf({ ...template, logo }),
    seller,
    sellerId,
    taxId,
    remitTo: [seller.name, ...seller.address],
    number: 'SAMPLE-1',
    // A sample must not pass for an invoice: it bears the stamp.
    status: 'draft',
    issueDate: '2026-01-15',
    dueDate: '2026-02-14',
    terms: '',
    currency: 'USD',
    billTo: { name: 'Example Foods Inc.', lines: ['1200 Market Street', 'Columbus, OH 43215'] },
    shipTo: null,
    credits: null,
    shipment: null,
    references: [{ label: 'Load', value: 'L-10482' }],
    lines,
    subtotalCents,
    taxCents: 0,
    totalCents: subtotalCents,
    settledCents: 0,
    notes: '',
  };
}
