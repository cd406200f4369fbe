/** What an invoice's PDF says: every word and number of it, cleaned and checked, made from the rows and from nothing else. */
import { PermanentFailure } from '../queues/define.ts';
import type { InvoiceRecord } from '../store/invoice-pdf.ts';
import { unprintableCharacter } from './fonts/font-set.ts';
import { cleanLine, cleanLines, cleanText, nameCharacter } from './format/clean-text.ts';
import { dayOf } from './format/dates.ts';
import { moneyFormat } from './format/money.ts';

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

export interface InvoiceDocument {
  paper: Paper;
  seller: Party;
  remitTo: string[];
  number: string;
  status: string;
  issueDate: string;
  dueDate: string | null;
  currency: string;
  billTo: Party;
  shipTo: Party | null;
  /** Load, PO, BOL and PRO numbers that the invoice has. */
  references: { label: string; value: string }[];
  lines: DocumentLine[];
  subtotalCents: number;
  taxCents: number;
  totalCents: number;
  notes: string;
}

/**
 * Makes the document and checks it.
 * @throws PermanentFailure `number-too-long`, `currency-unknown`, `date-invalid`, `totals-disagree`, `font-lacks-character`: the
 * invoice has to be corrected first.
 */
export function invoiceDocument({ site, invoice, lines }: InvoiceRecord): InvoiceDocument {
  const sellerName = cleanLine(site.legalName);
  const address = cleanLines(site.address);
  const remitTo = cleanLines(site.remitTo);
  const shipTo: Party = {
    name: cleanLine(invoice.shipToName),
    lines: [[invoice.shipToCity, invoice.shipToCountry].map(cleanLine).filter(Boolean).join(', ')].filter(
      Boolean,
    ),
  };
  const document: InvoiceDocument = {
    paper: site.paper === 'a4' ? 'a4' : 'letter',
    seller: {
      name: sellerName,
      lines: [
        ...address,
        joined(cleanLine(site.phone), cleanLine(site.email)),
        joined(labelled('MC', site.mcNumber), labelled('USDOT', site.usdot), labelled('Tax ID', site.taxId)),
      ].filter(Boolean),
    },
    remitTo: remitTo.length > 0 ? remitTo : [sellerName, ...address],
    number: cleanLine(invoice.number),
    status: invoice.status,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    currency: invoice.currency,
    billTo: { name: cleanLine(invoice.billToName), lines: cleanLines(invoice.billToAddress) },
    shipTo: shipTo.name !== '' || shipTo.lines.length > 0 ? shipTo : null,
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
    notes: cleanText(invoice.notes),
  };
  checkTerms(document);
  checkSums(document);
  checkCharacters(document);
  return document;
}

/** What is still to be paid, in cents: a paid or void invoice asks for nothing. */
export function amountDueCents({ status, totalCents }: InvoiceDocument): number {
  return status === 'paid' || status === 'void' ? 0 : totalCents;
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
  const { seller, billTo, shipTo, references, lines, remitTo, notes } = document;
  yield ['the number', document.number];
  yield ['your company’s details', [seller.name, ...seller.lines].join('\n')];
  yield ['the bill-to address', [billTo.name, ...billTo.lines].join('\n')];
  if (shipTo !== null) yield ['the ship-to address', [shipTo.name, ...shipTo.lines].join('\n')];
  for (const { label, value } of references) yield [`the ${label} number`, value];
  for (const [i, line] of lines.entries()) yield [`the description of line ${i + 1}`, line.description];
  yield ['the remit-to address', remitTo.join('\n')];
  yield ['the notes', notes];
}

const joined = (...parts: string[]) => parts.filter(Boolean).join('  ·  ');

function labelled(label: string, value: string): string {
  const clean = cleanLine(value);
  if (clean === '' || clean.toUpperCase().startsWith(label.toUpperCase())) return clean;
  return `${label} ${clean}`;
}
