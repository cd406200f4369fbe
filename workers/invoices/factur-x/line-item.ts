/** A line of the invoice as data. */
import type { DocumentLine } from '../document.ts';
import { decimal, group, money, value } from './elements.ts';

/** UN/ECE Recommendation 20: one. The rows name no unit. */
const unit = { unitCode: 'C62' };

const notSubjectToVat = group(
  'ram:ApplicableTradeTax',
  value('ram:TypeCode', 'VAT'),
  value('ram:CategoryCode', 'O'),
);

/**
 * EN 16931 wants quantity × price less the allowance to be the amount, and no price below zero: a negative price lends its sign to
 * the quantity.
 * @param id from 1, as printed from top to bottom.
 */
export function lineItem(line: DocumentLine, id: number): string {
  const { description, unitPriceE4, amountCents, discountBp } = line;
  const sign = unitPriceE4 < 0 ? -1 : 1;
  const allowance = discountBp === 0 ? 0 : grossCents(line) - amountCents;
  return group(
    'ram:IncludedSupplyChainTradeLineItem',
    group('ram:AssociatedDocumentLineDocument', value('ram:LineID', String(id))),
    group('ram:SpecifiedTradeProduct', value('ram:Name', description === '' ? `Line ${id}` : description)),
    group(
      'ram:SpecifiedLineTradeAgreement',
      group('ram:NetPriceProductTradePrice', value('ram:ChargeAmount', decimal(Math.abs(unitPriceE4), 4, 2))),
    ),
    group(
      'ram:SpecifiedLineTradeDelivery',
      value('ram:BilledQuantity', decimal(sign * line.quantityMilli, 3), unit),
    ),
    group(
      'ram:SpecifiedLineTradeSettlement',
      notSubjectToVat,
      allowance === 0 ? '' : discount(allowance),
      group('ram:SpecifiedTradeSettlementLineMonetarySummation', money('ram:LineTotalAmount', amountCents)),
    ),
  );
}

/** UNTDID 5189, 95: discount. */
function discount(cents: number): string {
  return group(
    'ram:SpecifiedTradeAllowanceCharge',
    group('ram:ChargeIndicator', value('udt:Indicator', 'false')),
    money('ram:ActualAmount', cents),
    value('ram:ReasonCode', '95'),
    value('ram:Reason', 'Discount'),
  );
}

/** Before the discount, half away from zero. */
function grossCents({ quantityMilli, unitPriceE4 }: DocumentLine): number {
  const exact = BigInt(quantityMilli) * BigInt(unitPriceE4);
  const half = exact < 0n ? -50_000n : 50_000n;
  return Number((exact + half) / 100_000n);
}
