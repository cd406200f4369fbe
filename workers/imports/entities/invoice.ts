/** Invoices: several rows of the file are one document, joined by its number. */
import type { Field } from '../fields/field.ts';
import { discount, fixedPoint, looksLikeNumber } from '../fields/number.ts';
import { looksLikeDate, readDate } from '../fields/date.ts';
import { place, text } from '../fields/text.ts';
import type { ParseCell } from '../fields/field.ts';

const orderWords = { mdy: 'month, day, year', dmy: 'day, month, year', ymd: 'year, month, day' } as const;

/** Kept as written until the whole column has been seen: only that decides which number of 03/04/2026 is the month. */
const dateCell: ParseCell = (cell, report, { dateOrder }) => {
  if (dateOrder !== null && readDate(cell, dateOrder).kind === 'none' && looksLikeDate(cell)) {
    report.error(
      'date-invalid',
      `"${cell}" is no date in the order that was chosen for this column (${orderWords[dateOrder]}). Correct it, or choose another order.`,
    );
  } else if (!looksLikeDate(cell)) {
    const advice = /^\d{5}$/.test(cell)
      ? 'It is a spreadsheet’s day count: format the column as a date and save again.'
      : 'Write dates as 2026-03-15.';
    report.error('date-invalid', `"${cell}" is not a date. ${advice}`);
  }
  return cell;
};

const currency: ParseCell = (cell, report) => {
  const code = cell.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) {
    report.error('currency-invalid', `"${cell}" is not a currency code. Give three letters, such as USD.`);
    return '';
  }
  return code;
};

const billion = 1_000_000_000;
const quantity = fixedPoint(3, 'a quantity', -billion * 1000);
const price = fixedPoint(4, 'an amount', -billion * 10_000);

/** Fields that a document has once; rows of the same document must not contradict each other in them. */
export const documentFields = [
  { name: 'number', label: 'Invoice number', required: true, hint: 'As printed', parse: text(40) },
  {
    name: 'customerNumber',
    label: 'Customer number',
    required: false,
    hint: 'Links the invoice to a customer',
    parse: text(40),
  },
  {
    name: 'billToName',
    label: 'Bill to',
    required: false,
    hint: 'Name; taken from the customer if left out',
    parse: text(200),
  },
  { name: 'billToAddress', label: 'Bill-to address', required: false, hint: 'Lines', parse: text(500) },
  { name: 'shipToName', label: 'Ship to', required: false, hint: 'Consignee', parse: text(200) },
  { name: 'shipToCity', label: 'Ship-to city', required: false, hint: 'Town', parse: text(100) },
  { name: 'shipToCountry', label: 'Ship-to country', required: false, hint: 'Name or code', parse: place },
  { name: 'loadNumber', label: 'Load number', required: false, hint: 'As given', parse: text(40) },
  { name: 'poNumber', label: 'PO number', required: false, hint: 'Purchase order', parse: text(40) },
  { name: 'bolNumber', label: 'BOL number', required: false, hint: 'Bill of lading', parse: text(40) },
  { name: 'proNumber', label: 'PRO number', required: false, hint: "Carrier's number", parse: text(40) },
  {
    name: 'issueDate',
    label: 'Invoice date',
    required: true,
    hint: 'Such as 2026-03-15',
    parse: dateCell,
    looksLike: looksLikeDate,
  },
  {
    name: 'dueDate',
    label: 'Due date',
    required: false,
    hint: 'Such as 2026-04-14',
    parse: dateCell,
    looksLike: looksLikeDate,
  },
  { name: 'currency', label: 'Currency', required: false, hint: 'Such as USD', parse: currency },
  { name: 'notes', label: 'Notes', required: false, hint: 'Printed on the invoice', parse: text(2000) },
  {
    name: 'freight',
    label: 'Freight',
    required: false,
    hint: 'Freight of the whole invoice; becomes a line of its own',
    parse: price,
    looksLike: looksLikeNumber,
  },
] as const satisfies readonly Field[];

/** Fields of one line. */
export const lineFields = [
  { name: 'description', label: 'Description', required: true, hint: 'What is charged', parse: text(300) },
  {
    name: 'lineCode',
    label: 'Charge code',
    required: false,
    hint: 'Such as line-haul or detention',
    parse: text(40),
  },
  {
    name: 'quantity',
    label: 'Quantity',
    required: false,
    hint: 'Such as 12; 1 if there is no such column',
    parse: quantity,
    looksLike: looksLikeNumber,
  },
  {
    name: 'unitPrice',
    label: 'Unit price',
    required: true,
    hint: 'Such as 14.00',
    parse: price,
    looksLike: looksLikeNumber,
  },
  {
    name: 'discount',
    label: 'Discount',
    required: false,
    hint: 'Percent, such as 15',
    parse: discount,
    looksLike: looksLikeNumber,
  },
] as const satisfies readonly Field[];

export type DocumentField = (typeof documentFields)[number]['name'];
export type LineField = (typeof lineFields)[number]['name'];

export const invoiceFields: readonly Field[] = [...documentFields, ...lineFields];
