/** The contract of the ledger: drafts, issue, void, credit, payments, remit-to, aging, statements. Cents; dates `YYYY-MM-DD`. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Aging } from '../invoices/ledger/aging.ts';
import { lineCodes, mostCents } from '../invoices/ledger/lines.ts';
import type { IssuePreview } from '../invoices/ledger/issue-preview.ts';
import type { Numbering } from '../invoices/ledger/numbering.ts';
import type { Share } from '../invoices/ledger/propose.ts';
import type { Statement } from '../invoices/ledger/statement.ts';
import { base, day, paging } from './contract-base.ts';
import type {
  CustomerAccount,
  OpenCreditView,
  OpenInvoiceView,
  PaymentView,
  PricedLines,
  RemitToView,
} from './ledger-wire.ts';
import { paymentMethods, type InvoiceRow, type InvoiceView, type Page } from './wire.ts';

const cents = z.int().min(-mostCents).max(mostCents);
const positiveCents = z.int().min(1).max(mostCents);
const word = z.string().trim().min(1).max(200);
const reference = z.string().trim().max(100);
const text = z.string().trim().max(4000);
const reason = word;
/** Id, or the number that is printed. */
const key = z.string().min(1);
const currency = z.string().regex(/^[A-Z]{3}$/, 'An ISO code such as USD');

const line = z.strictObject({
  code: z.enum(lineCodes),
  description: z.string().trim().min(1).max(1000),
  quantityMilli: z.int().min(-1_000_000_000).max(1_000_000_000).default(1000),
  unitPriceE4: z.int().min(-1_000_000_000_000).max(1_000_000_000_000),
  discountBp: z.int().min(0).max(10_000).default(0),
});

/** What is left out stays as it is; null empties. */
const draft = {
  customer: key.nullable().optional(),
  billToName: word.optional(),
  billToAddress: text.nullable().optional(),
  shipToName: reference.nullable().optional(),
  shipToCity: reference.nullable().optional(),
  shipToCountry: reference.nullable().optional(),
  loadNumber: reference.nullable().optional(),
  poNumber: reference.nullable().optional(),
  bolNumber: reference.nullable().optional(),
  proNumber: reference.nullable().optional(),
  currency: currency.optional(),
  taxCents: cents.min(0).optional(),
  termsDays: z.int().min(0).max(365).nullable().optional(),
  notes: text.nullable().optional(),
  shipment: z.record(z.string(), z.unknown()).nullable().optional(),
  replaces: key.nullable().optional(),
  lines: z.array(line).max(2000).optional(),
};

const shares = z.array(z.strictObject({ invoice: key, amountCents: positiveCents })).max(5000);
/** Refused when something else is left of it by now: so that asking twice settles nothing twice. */
const expectedLeftCents = z.int().min(0).optional();
/** Chosen by the caller, who may then ask twice: the second time nothing is done. */
const ownId = z.uuid().optional();

/** Part of the area `invoices`. */
export const invoiceLedger = {
  drafts: base.input(z.object(paging)).output(type<Page<InvoiceRow>>()),
  createDraft: base.input(z.strictObject({ id: ownId, ...draft })).output(type<InvoiceView>()),
  changeDraft: base
    .input(z.strictObject({ invoice: key, expectedVersion: z.int().optional(), ...draft }))
    .output(type<InvoiceView>()),
  removeDraft: base.input(z.object({ invoice: key })).output(type<{ removed: true }>()),
  /** What lines come to, before they are written. */
  price: base
    .input(z.object({ lines: z.array(line).max(2000), taxCents: cents.min(0).default(0) }))
    .output(type<PricedLines>()),
  /** What issuing would give: the number comes true unless another invoice is issued first. */
  previewIssue: base
    .input(z.object({ invoice: key, issueDate: day.optional() }))
    .output(type<IssuePreview>()),
  /** Issued before, it keeps its number, and `issued` is false. */
  issue: base
    .input(
      z.object({
        invoice: key,
        issueDate: day.optional(),
        /** Why it is issued although the customer's credit is on hold. */
        creditHoldOverride: reason.optional(),
        expectedVersion: z.int().optional(),
      }),
    )
    .output(type<{ invoice: InvoiceView; issued: boolean }>()),
  /** `replace` makes the draft that stands in for it. */
  void: base
    .input(z.object({ invoice: key, reason, replace: z.boolean().default(false) }))
    .output(type<{ invoice: InvoiceView; replacement: InvoiceView | null }>()),
  /** Issues a credit note: for all that is left of the invoice, or for some lines. */
  credit: base
    .input(
      z.object({
        id: ownId,
        invoice: key,
        reason,
        date: day.optional(),
        lines: z
          .array(z.strictObject({ position: z.int().min(1), amountCents: cents.optional() }))
          .min(1)
          .optional(),
      }),
    )
    .output(type<InvoiceView>()),
  /** Under which code this install numbers. */
  numbering: base.output(type<Numbering>()),
  setDeviceCode: base.input(z.object({ code: z.string() })).output(type<Numbering>()),
};

export const payments = {
  list: base.input(z.object({ customer: key.optional(), ...paging })).output(type<Page<PaymentView>>()),
  get: base.input(z.object({ id: z.string() })).output(type<PaymentView>()),
  /** What a customer owes, oldest due date first. */
  open: base
    .input(z.object({ customer: key, currency: currency.optional(), ...paging }))
    .output(type<Page<OpenInvoiceView>>()),
  /** What the customer has paid or was credited and what settles nothing yet, oldest first. */
  credits: base.input(z.object({ customer: key })).output(type<OpenCreditView[]>()),
  /** How a payment would be spread: what has been owed longest first. */
  propose: base
    .input(z.object({ customer: key, amountCents: positiveCents, currency: currency.optional() }))
    .output(type<{ shares: (Share & { number: string })[]; leftCents: number }>()),
  /** Without `shares` as `propose` says; with none, all of it stays on account. */
  record: base
    .input(
      z.object({
        id: ownId,
        customer: key.optional(),
        date: day.optional(),
        amountCents: positiveCents,
        currency: currency.optional(),
        method: z.enum(paymentMethods),
        reference: reference.optional(),
        note: text.optional(),
        shares: shares.optional(),
      }),
    )
    .output(type<PaymentView>()),
  /** Settles invoices with what is left of a payment. */
  apply: base
    .input(z.object({ id: z.string(), shares: shares.optional(), expectedLeftCents }))
    .output(type<PaymentView>()),
  /** The same with what is left of a credit note. */
  applyCreditNote: base
    .input(z.object({ invoice: key, shares: shares.optional(), expectedLeftCents }))
    .output(type<InvoiceView>()),
  reverse: base.input(z.object({ id: z.string(), reason })).output(type<PaymentView>()),
};

/** Part of the area `receivables`. */
const accounts = {
  account: base.input(z.object({ customer: key })).output(type<CustomerAccount>()),
  /** While it is set, nothing is issued to the customer unless somebody says why. */
  setCreditHold: base
    .input(
      z.discriminatedUnion('hold', [
        z.object({ customer: key, hold: z.literal(true), reason }),
        z.object({ customer: key, hold: z.literal(false) }),
      ]),
    )
    .output(type<CustomerAccount>()),
};

export const receivables = {
  aging: base.input(z.object({ asOf: day.optional(), customer: key.optional() })).output(type<Aging>()),
  statement: base
    .input(z.object({ customer: key, from: day.optional(), to: day.optional() }))
    .output(type<Statement>()),
  ...accounts,
  /** Open invoices by age, payments since `from`, and the sum that is due, as a PDF. */
  statementPdf: base
    .input(z.object({ customer: key, from: day.optional(), to: day.optional() }))
    .output(type<File>()),
};

export const remitTo = {
  list: base.output(type<RemitToView[]>()),
  create: base
    .input(
      z.object({
        customer: key.optional(),
        name: word,
        address: z.string().trim().min(1).max(1000),
        factor: word.optional(),
        notice: text.optional(),
        effectiveFrom: day,
      }),
    )
    .output(type<RemitToView>()),
  /** By somebody other than the one who entered it. */
  verify: base.input(z.object({ id: z.string() })).output(type<RemitToView>()),
  /** Out of force from `date` on. */
  release: base.input(z.object({ id: z.string(), date: day })).output(type<RemitToView>()),
};
