/** The invoice as HTML, as one would write it for a browser to print. */
import { amountDueCents, type InvoiceDocument } from '../../../workers/invoices/document.ts';
import { formatPercent, formatQuantity, moneyFormat } from '../../../workers/invoices/format/money.ts';
import { escapeXml } from '../../../workers/invoices/format/xml.ts';
import { balanceLabel, day, paymentNote, termsOf, words } from '../../../workers/invoices/layout/words.ts';

export const invoiceStyle = `body{font:9pt/12pt Inter;color:#111827;margin:0}h1{font-size:27pt;line-height:31pt;margin:0}
b,th,h1{font-weight:600}.row{display:flex;justify-content:space-between;margin-bottom:18pt}.right{text-align:right}
.due{background:#f1f3f6;border-left:4pt solid #111827;padding:11pt 16pt}.due b{font-size:18pt;line-height:27pt}
small,th{color:#4b5563;font-size:7.5pt}table{width:100%;border-collapse:collapse}th{text-align:left}tr{break-inside:avoid}
td{border-bottom:.5pt solid #cbd0d8;padding:4.5pt 0;vertical-align:top}.n{text-align:right;font-variant-numeric:tabular-nums;padding-left:16pt}
.totals{width:42%;margin-left:auto;break-inside:avoid}`;

export function invoiceBody(invoice: InvoiceDocument): string {
  const { kind, seller, number, billTo, shipTo, references, lines, remitTo, currency } = invoice;
  const money = moneyFormat(currency, [1]);
  if (money === null) throw new Error(`Unknown currency ${currency}.`);
  const due = money.full(amountDueCents(invoice));
  const party = (title: string, { name, lines: rest }: { name: string; lines: string[] }) =>
    `<div><small>${title}</small><br>${[name, ...rest].map(escapeXml).join('<br>')}</div>`;
  const cell = (text: string) => `<td class=n>${text}`;
  const rows = lines.map(
    (line) =>
      `<tr><td>${escapeXml(line.description)}${cell(formatQuantity(line.quantityMilli))}${cell(money.price(line.unitPriceE4))}${cell(line.discountBp === 0 ? '' : formatPercent(line.discountBp))}${cell(money.plain(line.amountCents))}`,
  );
  const heads = [words.quantity, words.unitPrice, words.discount, words.amount(currency)];
  const facts = [
    [balanceLabel(invoice), due],
    [words.dueDate, day(invoice.dueDate ?? '')],
    [words.issueDates[kind], day(invoice.issueDate)],
    [words.terms, termsOf(invoice) ?? ''],
  ];
  const sums = [
    [words.subtotal, money.plain(invoice.subtotalCents)],
    [words.total, money.plain(invoice.totalCents)],
    [balanceLabel(invoice), due],
  ];
  return `<div class=row><div><b>${escapeXml(seller.name)}</b><br>${seller.lines.map(escapeXml).join('<br>')}</div>
<div class=right><h1>${words.titles[kind]}</h1><b>${escapeXml(number)}</b></div></div>
<div class="row due">${facts.map(([label, value]) => `<div><small>${label}</small><br><b>${value}</b></div>`).join('')}</div>
<div class=row>${party(words.billTo, billTo)}${shipTo === null ? '' : party(words.shipTo, shipTo)}<div><small>${words.references}</small><br>${references.map(({ label, value }) => `${label} ${escapeXml(value)}`).join('<br>')}</div></div>
<table><thead><tr><th>${words.description}${heads.map((head) => `<th class=n>${head}`).join('')}</thead><tbody>${rows.join('')}</tbody></table>
<table class=totals>${sums.map(([label, value]) => `<tr><td>${label}<td class=n><b>${value}</b>`).join('')}</table>
<p><small>${words.remitTo}</small><br>${remitTo.map(escapeXml).join('<br>')}<p><small>${words.payment}</small><br>${escapeXml(paymentNote(invoice, due))}`;
}

/** Of each page: whose invoice it is, its number, and the page's. */
export function pageFoot({ seller, kind, number }: InvoiceDocument): string {
  return `<div style="font:7.5pt Inter;width:100%;margin:0 48pt;display:flex;justify-content:space-between"><span>${escapeXml(seller.name)}</span><span>${escapeXml(words.running({ kind, number }))}</span><span>Page <span class=pageNumber></span> of <span class=totalPages></span></span></div>`;
}
