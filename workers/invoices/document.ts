/** What an invoice's PDF says: every word and number of it, cleaned and checked, made from the rows and from nothing else. */
import { PermanentFailure } from '../queues/define.ts';
import type { InvoiceRecord } from '../store/invoice-pdf.ts';
import { unprintableCharacter } from './fonts/font-set.ts';
import { cleanLine, cleanLines, cleanText, nameCharacter } from './format/clean-text.ts';
import { dayOf } from './format/dates.ts';
import { moneyFormat } from './format/money.ts';
import { printedShipment, type PrintedShipment } from './format/shipment.ts';
import { lookOf, type Look } from './look.ts';
import { sellerOf, type PrintedSeller } from './seller.ts';
import { fuelCents, readShipment, type Shipment } from './shipment.ts';

export type Paper = 'letter' | 'a4';

export interface DocumentLine {
  /** May hold line breaks. */
  description: string;
  quantityMilli: number;
  unitPriceE4: number;
  discountBp: number;
  amountCents: number;
}

export interface Party {
  name: string;
  lines: string[];
}

export interface InvoiceDocument extends PrintedSeller {
  kind: 'invoice' | 'credit-note';
  paper: Paper;
  /** Left out: black, without a logo. */
  look?: Look;
  /** Stamped as a copy: the original is elsewhere. */
  isCopy: boolean;
  remitTo: string[];
  number: string;
  status: string;
  issueDate: string;
  dueDate: string | null;
  /** The words of the terms as they were at the issue; empty where none were kept. */
  terms: string;
  currency: string;
  billTo: Party;
  shipTo: Party | null;
  /** Of a credit note: the number of the invoice that it credits. */
  credits: string | null;
  shipment: PrintedShipment | null;
  /** Load, PO, BOL and PRO numbers that the invoice has. */
  references: { label: string; value: string }[];
  lines: DocumentLine[];
  subtotalCents: number;
  taxCents: number;
  totalCents: number;
  /** What has been paid or credited so far. */
  settledCents: number;
  notes: string;
}

/**
 * Makes the document and checks it.
 * @throws PermanentFailure `number-too-long`, `currency-unknown`, `date-invalid`, `totals-disagree`, `font-lacks-character`: the
 * invoice has to be corrected first.
 */
export function invoiceDocument(
  { site, invoice, lines, creditsNumber, template }: InvoiceRecord,
  { isCopy = false }: { isCopy?: boolean } = {},
): InvoiceDocument {
  const { seller, sellerId, taxId } = sellerOf(site);
  // The snapshot of the issue goes first: a factor's notice of assignment stands in it.
  const snapshot = cleanLines(invoice.remitTo);
  const remitTo = snapshot.length > 0 ? snapshot : cleanLines(site.remitTo);
  const shipment = shipmentOf(invoice);
  const shipTo: Party = {
    name: cleanLine(invoice.shipToName),
    lines: [[invoice.shipToCity, invoice.shipToCountry].map(cleanLine).filter(Boolean).join(', ')].filter(
      Boolean,
    ),
  };
  const document: InvoiceDocument = {
    kind: invoice.kind === 'credit-note' ? 'credit-note' : 'invoice',
    isCopy,
    paper: site.paper === 'a4' ? 'a4' : 'letter',
    ...lookOf(template),
    seller,
    sellerId,
    taxId,
    remitTo: remitTo.length > 0 ? remitTo : [seller.name, ...seller.address],
    number: cleanLine(invoice.number),
    status: invoice.status,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    terms: cleanText(invoice.terms),
    currency: invoice.currency,
    billTo: { name: cleanLine(invoice.billToName), lines: cleanLines(invoice.billToAddress) },
    shipTo: shipTo.name !== '' || shipTo.lines.length > 0 ? shipTo : null,
    credits: invoice.kind === 'credit-note' ? cleanLine(creditsNumber ?? null) || null : null,
    shipment: null,
    references: [
      { label: 'Load', value: cleanLine(invoice.loadNumber) },
      { label: 'PO', value: cleanLine(invoice.poNumber) },
      { label: 'BOL', value: cleanLine(invoice.bolNumber) },
      { label: 'PRO', value: cleanLine(invoice.proNumber) },
    ].filter(({ value }) => value !== ''),
    lines: lines.map((line) => ({
      description: cleanText(line.description),
      quantityMilli: line.quantityMilli,
      unitPriceE4: line.unitPriceE4,
      discountBp: line.discountBp,
      amountCents: line.amountCents,
    })),
    subtotalCents: invoice.subtotalCents,
    taxCents: invoice.taxCents,
    totalCents: invoice.totalCents,
    settledCents: invoice.settledCents,
    notes: cleanText(invoice.notes),
  };
  checkTerms(document);
  checkSums(document);
  checkFuel(document, shipment, lines);
  const money = moneyFormat(document.currency, [1]);
  if (money !== null) document.shipment = printedShipment(shipment, money);
  checkCharacters(document);
  return document;
}

/** What is still to be paid, in cents: a paid or void invoice asks for nothing. */
export function amountDueCents({ status, totalCents, settledCents }: InvoiceDocument): number {
  return status === 'paid' || status === 'void' ? 0 : totalCents - settledCents;
}

function shipmentOf({ number, shipment }: InvoiceRecord['invoice']): Shipment | null {
  const read = readShipment(shipment);
  if (read === null || !('wrong' in read)) return read;
  throw new PermanentFailure(
    'shipment-invalid',
    `The shipment of invoice ${number} cannot be read (${read.wrong}). Correct it, then make the PDF again.`,
  );
}

/** The surcharge and its arithmetic stand on one page: they must agree. */
function checkFuel(
  { number, currency }: InvoiceDocument,
  shipment: Shipment | null,
  lines: InvoiceRecord['lines'],
): void {
  const charged = lines.filter(({ code }) => code === 'fuel');
  if (shipment?.fuel === undefined || charged.length === 0) return;
  const sum = charged.reduce((total, { amountCents }) => total + amountCents, 0);
  const reckoned = fuelCents(shipment.fuel);
  // Running totals may move a line by a cent (see amounts.ts).
  if (Math.abs(sum - reckoned) <= 1) return;
  const money = moneyFormat(currency, [1]);
  throw new PermanentFailure(
    'fuel-disagrees',
    `The fuel surcharge of invoice ${number} comes to ${money?.full(reckoned)} by its rate, but its line says ${money?.full(sum)}. Correct the invoice, then make the PDF again.`,
  );
}

/** It stands on every page, in full. */
const longestNumber = 200;

function checkTerms({ number, currency, issueDate, dueDate }: InvoiceDocument): void {
  if (number.length > longestNumber) {
    throw new PermanentFailure(
      'number-too-long',
      `An invoice number of ${number.length} characters (${number.slice(0, 20)}…) cannot be printed on every page; ${longestNumber} is the limit. Shorten it, then make the PDF again.`,
    );
  }
  if (moneyFormat(currency, []) === null) {
    throw new PermanentFailure(
      'currency-unknown',
      `Invoice ${number} is in “${currency}”, which is no currency. Give it an ISO code such as USD, then make the PDF again.`,
    );
  }
  for (const [name, date] of [
    ['date', issueDate],
    ['due date', dueDate],
  ] as const) {
    if (date === null || dayOf(date) !== null) continue;
    throw new PermanentFailure(
      'date-invalid',
      `The ${name} of invoice ${number}, “${date}”, is no day of the calendar. Correct it, then make the PDF again.`,
    );
  }
}

/** An invoice that contradicts itself must not reach a customer. Without lines there is nothing to contradict. */
function checkSums(document: InvoiceDocument): void {
  const { number, currency, lines, subtotalCents, taxCents, totalCents } = document;
  const money = moneyFormat(currency, [1]);
  const refuse = (what: string, is: number, says: number) => {
    throw new PermanentFailure(
      'totals-disagree',
      `The ${what} of invoice ${number} come to ${money?.full(is)}, but the invoice says ${money?.full(says)}. Correct the invoice, then make the PDF again.`,
    );
  };
  const sum = lines.reduce((total, line) => total + line.amountCents, 0);
  if (lines.length > 0 && sum !== subtotalCents) refuse('lines', sum, subtotalCents);
  if (subtotalCents + taxCents !== totalCents)
    refuse('subtotal and tax', subtotalCents + taxCents, totalCents);
}

function checkCharacters(document: InvoiceDocument): void {
  for (const [place, text] of textsOf(document)) {
    const character = unprintableCharacter(text);
    if (character === null) continue;
    throw new PermanentFailure(
      'font-lacks-character',
      `The character ${nameCharacter(character)} in ${place} of invoice ${document.number} is in none of the fonts that Dockhand prints with. Change the text, then make the PDF again.`,
    );
  }
}

function* textsOf(document: InvoiceDocument): Generator<[place: string, text: string]> {
  const { seller, billTo, shipTo, references, lines, remitTo, notes, shipment, terms } = document;
  yield ['the number', document.number];
  yield ['your company’s details', [seller.name, ...seller.lines].join('\n')];
  yield ['the footer', (document.look?.footer ?? []).join('\n')];
  yield ['the bill-to address', [billTo.name, ...billTo.lines].join('\n')];
  if (shipTo !== null) yield ['the ship-to address', [shipTo.name, ...shipTo.lines].join('\n')];
  for (const { label, value } of references) yield [`the ${label} number`, value];
  for (const [i, line] of lines.entries()) yield [`the description of line ${i + 1}`, line.description];
  yield ['the remit-to address', remitTo.join('\n')];
  yield ['the terms', terms];
  if (document.credits !== null) yield ['the credited invoice’s number', document.credits];
  for (const { label, place, when } of shipment?.stops ?? [])
    yield [`the ${label} stop`, `${place}\n${when}`];
  for (const { label, value } of shipment?.facts ?? []) yield [`the shipment’s ${label}`, value];
  yield ['the notes', notes];
}
