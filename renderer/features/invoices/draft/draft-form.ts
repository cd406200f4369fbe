/** A draft as it is typed, and what of it the engine is given: or what is wrong, field by field. Pure. */
import type { DraftLine } from '../../../../workers/invoices/ledger/lines.ts';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { decimalText, parseDecimal } from '../../../format/decimal.ts';
import { draftTexts as words } from './draft-texts.ts';
import {
  emptyShipment,
  shipmentErrors,
  shipmentFormOf,
  shipmentOf,
  type ShipmentForm,
} from './shipment-form.ts';

export interface LineForm {
  /** Tells lines apart while they are moved about. */
  key: string;
  code: DraftLine['code'];
  description: string;
  quantity: string;
  unitPrice: string;
  discount: string;
}

export interface DraftForm {
  /** Number; empty for a bill-to that is typed. */
  customer: string;
  billToName: string;
  billToAddress: string;
  termsDays: string;
  currency: string;
  tax: string;
  loadNumber: string;
  poNumber: string;
  bolNumber: string;
  proNumber: string;
  notes: string;
  shipment: ShipmentForm;
  lines: LineForm[];
}

export type DraftErrors = Partial<Record<string, string>>;

export const emptyLine = (): LineForm => ({
  key: crypto.randomUUID(),
  code: 'line-haul',
  description: '',
  quantity: '1',
  unitPrice: '',
  discount: '',
});

export const emptyForm = (customer: string): DraftForm => ({
  customer,
  billToName: '',
  billToAddress: '',
  termsDays: '',
  currency: 'USD',
  tax: '',
  loadNumber: '',
  poNumber: '',
  bolNumber: '',
  proNumber: '',
  notes: '',
  shipment: emptyShipment(),
  lines: [emptyLine()],
});

export function formOf(draft: InvoiceView): DraftForm {
  return {
    customer: draft.customerNumber ?? '',
    billToName: draft.billToName,
    billToAddress: draft.billToAddress ?? '',
    termsDays: draft.termsDays === null ? '' : String(draft.termsDays),
    currency: draft.currency,
    tax: draft.taxCents === 0 ? '' : decimalText(draft.taxCents, 2),
    loadNumber: draft.loadNumber ?? '',
    poNumber: draft.poNumber ?? '',
    bolNumber: draft.bolNumber ?? '',
    proNumber: draft.proNumber ?? '',
    notes: draft.notes ?? '',
    shipment: shipmentFormOf(draft.shipment),
    lines: draft.lines.map((line) => ({
      key: crypto.randomUUID(),
      code: line.code as DraftLine['code'],
      description: line.description,
      quantity: decimalText(line.quantityMilli, 3, 0),
      unitPrice: decimalText(line.unitPriceE4, 4, 2),
      discount: line.discountBp === 0 ? '' : decimalText(line.discountBp, 2, 0),
    })),
  };
}

/** Null while one of its numbers cannot be read. */
export function readLine({ code, description, ...numbers }: LineForm): DraftLine | null {
  const quantityMilli = parseDecimal(numbers.quantity, 3);
  const unitPriceE4 = parseDecimal(numbers.unitPrice, 4);
  const discountBp = numbers.discount.trim() === '' ? 0 : parseDecimal(numbers.discount, 2);
  if (quantityMilli === null || unitPriceE4 === null || discountBp === null) return null;
  if (discountBp < 0 || discountBp > 10_000) return null;
  return { code, description: description.trim(), quantityMilli, unitPriceE4, discountBp };
}

/** By field; of a line as `quantity <key>`, of a stop as `date <key>`. */
export function errorsOf(form: DraftForm): DraftErrors {
  const errors: DraftErrors = shipmentErrors(form.shipment);
  const check = (field: string, isRight: boolean, message: string) => {
    if (!isRight) errors[field] = message;
  };
  check('customer', form.customer !== '' || form.billToName.trim() !== '', words.errors.noCustomer);
  check('currency', /^[A-Z]{3}$/.test(form.currency), words.errors.currency);
  check('termsDays', /^\d{0,3}$/.test(form.termsDays) && Number(form.termsDays) <= 365, words.errors.days);
  const tax = form.tax.trim() === '' ? 0 : parseDecimal(form.tax, 2);
  check('tax', tax !== null && tax >= 0, words.errors.amount);
  for (const line of form.lines) {
    const { key } = line;
    const discount = line.discount.trim() === '' ? 0 : parseDecimal(line.discount, 2);
    check(`description ${key}`, line.description.trim() !== '', words.errors.description);
    check(`quantity ${key}`, parseDecimal(line.quantity, 3) !== null, words.errors.quantity);
    check(`unitPrice ${key}`, parseDecimal(line.unitPrice, 4) !== null, words.errors.price);
    check(`discount ${key}`, discount !== null && discount >= 0 && discount <= 10_000, words.errors.discount);
  }
  return errors;
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** Of a form without errors. */
export function inputOf(form: DraftForm) {
  const billTo = { billToName: form.billToName.trim(), billToAddress: orNull(form.billToAddress) };
  return {
    ...(form.customer === '' ? { customer: null, ...billTo } : { customer: form.customer }),
    termsDays: form.termsDays === '' ? null : Number(form.termsDays),
    currency: form.currency,
    taxCents: form.tax.trim() === '' ? 0 : (parseDecimal(form.tax, 2) ?? 0),
    loadNumber: orNull(form.loadNumber),
    poNumber: orNull(form.poNumber),
    bolNumber: orNull(form.bolNumber),
    proNumber: orNull(form.proNumber),
    notes: orNull(form.notes),
    shipment: shipmentOf(form.shipment),
    lines: form.lines.flatMap((line) => readLine(line) ?? []),
  };
}
