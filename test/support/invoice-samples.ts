/** Invoices for tests, benchmarks and pictures: made up, but of the kind that comes in. */
import { lineAmounts } from '../../workers/invoices/amounts.ts';
import type { InvoiceRecord } from '../../workers/store/invoice-pdf.ts';

export interface SampleLine {
  description: string;
  /** Thousandths. */
  quantityMilli?: number;
  /** Ten-thousandths. */
  unitPriceE4?: number;
  discountBp?: number;
}

export interface Sample {
  site?: Partial<InvoiceRecord['site']>;
  invoice?: Partial<InvoiceRecord['invoice']>;
  lines?: SampleLine[];
}

const seller = {
  no: 1,
  tenantId: '0193a000-0000-7000-8000-000000000001',
  warehouseName: 'Joliet',
  timeZone: 'America/Chicago',
  currency: 'USD',
  legalName: 'Prairie Gate Logistics LLC',
  address: '4410 Cass Street, Suite 200\nJoliet, IL 60435',
  phone: '+1 815 555 0142',
  email: 'billing@prairiegate.example',
  mcNumber: 'MC 731904',
  usdot: '2418873',
  taxId: '36-5550178',
  remitTo: 'Prairie Gate Logistics LLC\nPO Box 8841\nCarol Stream, IL 60197\nACH 071000013 · Account 5550178',
  paper: 'letter',
  createdAt: 0,
};

/** The rows of an invoice whose sums are right, with what `sample` says changed. */
export function invoiceRecord({ site = {}, invoice = {}, lines = freightLines }: Sample = {}): InvoiceRecord {
  const id = invoice.id ?? '0193a000-0000-7000-8000-0000000000aa';
  const priced = lines.map((line) => ({
    description: line.description,
    quantityMilli: line.quantityMilli ?? 1000,
    unitPriceE4: line.unitPriceE4 ?? 100_0000,
    discountBp: line.discountBp ?? 0,
  }));
  const { amounts, subtotalCents } = lineAmounts(priced);
  const taxCents = invoice.taxCents ?? 0;
  return {
    site: { ...seller, ...site },
    invoice: {
      no: 1,
      id,
      version: 1,
      baseVersion: null,
      createdAt: 0,
      createdBy: 'user:test',
      updatedAt: 0,
      updatedBy: 'user:test',
      deviceNo: 1,
      kind: 'invoice',
      creditsId: null,
      replacesId: null,
      termsDays: null,
      terms: null,
      remitTo: null,
      shipment: null,
      issuedAt: null,
      issuedBy: null,
      voidedAt: null,
      voidedBy: null,
      voidReason: null,
      settledCents: 0,
      deletedAt: null,
      number: 'PG-2026-004817',
      customerId: null,
      customerNumber: 'TOMSP',
      billToName: 'Toms Spezialitäten GmbH',
      billToAddress: 'Attn. Karin Josephs\nLuisenstraße 48\n44087 Münster\nGermany',
      shipToName: 'Ridgeline Cold Storage',
      shipToCity: 'Columbus, OH',
      shipToCountry: 'USA',
      loadNumber: 'L-48213',
      poNumber: '4500098716',
      bolNumber: '7719024',
      proNumber: '338-201554',
      issueDate: '2026-11-03',
      dueDate: '2026-12-03',
      currency: 'USD',
      subtotalCents,
      totalCents: subtotalCents + taxCents,
      notes: null,
      status: 'issued',
      pdfSha256: null,
      pdfBytes: null,
      pdfAt: null,
      ...invoice,
      taxCents,
    },
    lines: priced.map((line, i) => ({
      no: i + 1,
      invoiceId: id,
      position: i + 1,
      code: 'goods',
      description: line.description,
      quantityMilli: line.quantityMilli,
      unitPriceE4: line.unitPriceE4,
      discountBp: line.discountBp,
      amountCents: amounts[i] ?? 0,
    })),
  };
}

export const freightLines: SampleLine[] = [
  {
    description: 'Line haul, Joliet IL to Columbus OH, 372 miles',
    quantityMilli: 372_000,
    unitPriceE4: 26_500,
  },
  {
    description: 'Fuel surcharge, 24.5% of line haul (DOE index $3.71, week of Oct 27)',
    quantityMilli: 372_000,
    unitPriceE4: 6_493,
  },
  {
    description: 'Detention at delivery, 2.5 h after 2 h free (in 08:10, out 12:40)',
    quantityMilli: 2_500,
    unitPriceE4: 65_0000,
  },
  { description: 'Lumper, receipt 55172', unitPriceE4: 185_0000 },
  { description: 'Stop-off, Indianapolis IN', unitPriceE4: 75_0000 },
  { description: 'Reefer fuel', quantityMilli: 41_700, unitPriceE4: 39_990, discountBp: 500 },
];

const goods = [
  'Queso Cabrales, 1 kg wheel',
  'Singaporean Hokkien fried mee, case of 32',
  'Mozzarella di Giovanni, 24 × 200 g',
  'Manjimup dried apples, 50 × 300 g packages, palletised, shrink-wrapped, kept between 2 and 8 °C',
  'Jack’s New England clam chowder, 12 × 12 oz',
  'Louisiana fiery hot pepper sauce, 32 × 8 oz',
  'Original Frankfurter grüne Soße, 12 boxes',
  'Gnocchi di nonna Alice, 24 × 250 g',
];

/** `count` different lines of goods, always the same ones. */
export function goodsLines(count: number): SampleLine[] {
  return Array.from({ length: count }, (_, i) => ({
    description: `${goods[i % goods.length]}, lot ${1000 + ((i * 7919) % 9000)}`,
    quantityMilli: (1 + ((i * 37) % 60)) * 1000 + (i % 5 === 0 ? 500 : 0),
    unitPriceE4: 20_000 + ((i * 104_729) % 900_000),
    discountBp: i % 7 === 0 ? 1500 : 0,
  }));
}

/** `count` different words in sentences. */
export function longText(count: number): string {
  const words =
    'pallet reefer dock detention consignee manifest seal trailer tarp chassis drayage yard gate'.split(' ');
  return Array.from(
    { length: count },
    (_, i) => `${words[(i * 5) % words.length]}${i}${i % 14 === 13 ? '.' : ''}`,
  ).join(' ');
}
