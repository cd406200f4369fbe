/**
 * The invoice as data: a Cross Industry Invoice (UN/CEFACT D16B) in the profile EN 16931 of Factur-X, made from the same document as
 * the pages, so its sums are the printed ones.
 *
 * VAT is not charged by a business in the United States: every line has the category O, not subject to VAT, which has no rate and
 * stands alone. What is printed as tax is a sales tax, for which EN 16931 has no field: it goes in as a charge on the whole invoice,
 * so that the total is the printed total and the sum of all VAT is 0.
 */
import { amountDueCents, type InvoiceDocument, type Party } from '../document.ts';
import { countryOf } from './country.ts';
import { date, group, money, value } from './elements.ts';
import { lineItem } from './line-item.ts';

const exemption = 'Not subject to VAT';

/**
 * @returns the XML; null for what must not be booked by a machine (drafts, void invoices) and for what EN 16931 does not allow (no
 * lines, a buyer without a name).
 */
export function facturX(document: InvoiceDocument): string | null {
  const { status, lines, billTo, seller } = document;
  if (status === 'draft' || status === 'void' || lines.length === 0) return null;
  if (billTo.name === '' || seller.name === '') return null;
  const body = [
    group(
      'rsm:ExchangedDocumentContext',
      group('ram:GuidelineSpecifiedDocumentContextParameter', value('ram:ID', 'urn:cen.eu:en16931:2017')),
    ),
    exchangedDocument(document),
    group(
      'rsm:SupplyChainTradeTransaction',
      ...lines.map((line, i) => lineItem(line, i + 1)),
      agreement(document),
      delivery(document),
      settlement(document),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">${body.join('')}</rsm:CrossIndustryInvoice>
`;
}

function exchangedDocument({ kind, number, issueDate, notes }: InvoiceDocument): string {
  return group(
    'rsm:ExchangedDocument',
    value('ram:ID', number),
    // UNTDID 1001: commercial invoice, credit note.
    value('ram:TypeCode', kind === 'credit-note' ? '381' : '380'),
    date('ram:IssueDateTime', issueDate),
    group('ram:IncludedNote', value('ram:Content', notes)),
  );
}

function agreement({ seller, sellerId, taxId, billTo, references }: InvoiceDocument): string {
  const reference = (wanted: string) => references.find(({ label }) => label === wanted)?.value ?? '';
  return group(
    'ram:ApplicableHeaderTradeAgreement',
    group(
      'ram:SellerTradeParty',
      value('ram:ID', sellerId),
      value('ram:Name', seller.name),
      address({ ...seller, lines: seller.address }),
      group('ram:SpecifiedTaxRegistration', value('ram:ID', taxId, { schemeID: 'FC' })),
    ),
    group('ram:BuyerTradeParty', value('ram:Name', billTo.name), address(billTo)),
    group('ram:BuyerOrderReferencedDocument', value('ram:IssuerAssignedID', reference('PO'))),
    ...['Load', 'BOL', 'PRO'].map((label) => supporting(label, reference(label))),
  );
}

/** UNTDID 1001, 916: a related document. */
function supporting(label: string, number: string): string {
  if (number === '') return '';
  return group(
    'ram:AdditionalReferencedDocument',
    value('ram:IssuerAssignedID', number),
    value('ram:TypeCode', '916'),
    value('ram:Name', label),
  );
}

function address({ lines }: Pick<Party, 'lines'>): string {
  const [one = '', two = '', ...rest] = lines;
  return group(
    'ram:PostalTradeAddress',
    value('ram:LineOne', one),
    value('ram:LineTwo', two),
    value('ram:LineThree', rest.join(', ')),
    value('ram:CountryID', countryOf(lines)),
  );
}

function delivery({ shipTo }: InvoiceDocument): string {
  if (shipTo === null) return '<ram:ApplicableHeaderTradeDelivery/>';
  return group(
    'ram:ApplicableHeaderTradeDelivery',
    group('ram:ShipToTradeParty', value('ram:Name', shipTo.name), address(shipTo)),
  );
}

/** What is due needs a date or terms (BR-CO-25). */
const termsWithoutDate = { invoice: 'Due on receipt', 'credit-note': 'Credited to your account' } as const;

function settlement(document: InvoiceDocument): string {
  const { kind, number, currency, remitTo, seller, dueDate, terms, credits } = document;
  const { subtotalCents, taxCents, totalCents } = document;
  const [payee = ''] = remitTo;
  return group(
    'ram:ApplicableHeaderTradeSettlement',
    value('ram:PaymentReference', number),
    value('ram:InvoiceCurrencyCode', currency),
    payee === seller.name ? '' : group('ram:PayeeTradeParty', value('ram:Name', payee)),
    group(
      'ram:ApplicableTradeTax',
      money('ram:CalculatedAmount', 0),
      value('ram:TypeCode', 'VAT'),
      value('ram:ExemptionReason', exemption),
      money('ram:BasisAmount', totalCents),
      value('ram:CategoryCode', 'O'),
      value('ram:ExemptionReasonCode', 'VATEX-EU-O'),
    ),
    salesTax(taxCents),
    group(
      'ram:SpecifiedTradePaymentTerms',
      value('ram:Description', terms === '' && dueDate === null ? termsWithoutDate[kind] : terms),
      dueDate === null ? '' : date('ram:DueDateDateTime', dueDate),
    ),
    group(
      'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
      money('ram:LineTotalAmount', subtotalCents),
      taxCents > 0 ? money('ram:ChargeTotalAmount', taxCents) : '',
      taxCents < 0 ? money('ram:AllowanceTotalAmount', -taxCents) : '',
      money('ram:TaxBasisTotalAmount', totalCents),
      money('ram:TaxTotalAmount', 0, { currencyID: currency }),
      money('ram:GrandTotalAmount', totalCents),
      money('ram:TotalPrepaidAmount', totalCents - amountDueCents(document)),
      money('ram:DuePayableAmount', amountDueCents(document)),
    ),
    group('ram:InvoiceReferencedDocument', value('ram:IssuerAssignedID', credits ?? '')),
  );
}

/** A charge on the whole invoice; an allowance where the tax is negative. */
function salesTax(cents: number): string {
  if (cents === 0) return '';
  return group(
    'ram:SpecifiedTradeAllowanceCharge',
    group('ram:ChargeIndicator', value('udt:Indicator', String(cents > 0))),
    money('ram:ActualAmount', Math.abs(cents)),
    value('ram:Reason', 'Sales tax'),
    group('ram:CategoryTradeTax', value('ram:TypeCode', 'VAT'), value('ram:CategoryCode', 'O')),
  );
}
