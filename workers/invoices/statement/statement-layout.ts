/** The plan of a statement: pages for each currency, of the same parts as an invoice. */
import { dayOf } from '../format/dates.ts';
import { moneyFormat, type MoneyFormat } from '../format/money.ts';
import { accentOf } from '../layout/accent.ts';
import { besideWidth, closingBlock, section, totalsBlock, type Closing } from '../layout/closing.ts';
import { footerOf } from '../layout/footer.ts';
import { runningSums, type Block, type PagedLayout } from '../layout/invoice-layout.ts';
import { figureColumns, type LineItems } from '../layout/line-items.ts';
import { placedLogo } from '../layout/logo.ts';
import { frameOf, tableMetrics } from '../layout/page-frame.ts';
import { mostClosing, paginate } from '../layout/pagination.ts';
import { margin, papers, styles } from '../layout/style.ts';
import { linesOf, textBlock, type TextBlock } from '../layout/text-block.ts';
import { wrapText } from '../layout/text.ts';
import { day, words } from '../layout/words.ts';
import type { StatementAccount, StatementDocument } from './statement-document.ts';
import { statementOpening, statementRunningHead } from './statement-opening.ts';
import { statementWords } from './statement-words.ts';

const longestBeside = 16;

/** One plan to a currency; pages are counted through all of them. */
export function layoutStatement(document: StatementDocument): PagedLayout[] {
  const plans = document.accounts.map((account) => layoutAccount(document, account));
  const all = plans.reduce((sum, { pages }) => sum + pages.length, 0);
  let before = 0;
  return plans.map((plan) => {
    const first = before;
    before += plan.pages.length;
    return { ...plan, footer: { ...plan.footer, page: (n: number) => words.page(first + n, all) } };
  });
}

function layoutAccount(document: StatementDocument, account: StatementAccount): PagedLayout {
  const paper = papers[document.paper];
  const x = margin.left;
  const width = paper.width - margin.left - margin.right;
  const { items, aging, onAccountCents, dueCents } = account;
  const money = moneyFormat(account.currency, [
    ...items.flatMap(({ totalCents, openCents }) => [totalCents, openCents]),
    ...account.payments.map(({ amountCents }) => amountCents),
    aging.openCents,
    onAccountCents,
    dueCents,
  ]);
  if (money === null) throw new Error(`Unknown currency ${account.currency}.`);
  const runningHead = statementRunningHead(document, account, x, width);
  const footer = footerOf(document, paper, width);
  const frame = frameOf(runningHead.height, footer.bodyEnd);
  const rows = openInvoices(document, account, money, x, width);
  const end = closingOf(document, account, money, x, width);
  if (end.closing.height > mostClosing(frame, tableMetrics))
    throw new Error('The totals do not fit on a page.');
  return {
    paper,
    x,
    width,
    runningHead,
    footer: { ...footer, page: (n) => words.page(n, 1) },
    logo: placedLogo(document, x, margin.top),
    accent: accentOf(document),
    stamp: null,
    items: rows,
    closing: end.closing,
    carried: (cents) => money.plain(cents),
    pages: paginate<Block>({
      frame,
      table: tableMetrics,
      before: statementOpening(document, account, money, x, width),
      rows: rows.rows.map(({ description, cents }) => ({ lines: description.length, cents })),
      closing: end.closing,
      after: end.after,
    }),
  };
}

function openInvoices(
  { to }: StatementDocument,
  { items }: StatementAccount,
  money: MoneyFormat,
  x: number,
  width: number,
): LineItems {
  const { columns } = statementWords;
  const heads = [columns.issued, columns.due, columns.daysLate, columns.total, columns.open(money.currency)];
  const figuresOf = ({ issueDate, dueDate, totalCents, openCents }: (typeof items)[number]) => [
    day(issueDate),
    dueDate === null ? '' : day(dueDate),
    daysLate(dueDate ?? issueDate, to),
    money.plain(totalCents),
    money.plain(openCents),
  ];
  const all = items.map(figuresOf);
  const sums = runningSums(items.map(({ openCents }) => ({ amountCents: openCents })));
  const carried = sums.map((cents) => ['', '', '', '', money.plain(cents)]);
  const { figures, figureStyle, taken } = figureColumns(heads, [...all, ...carried], x + width, width);
  const descriptionWidth = width - taken;
  const rows = items.map(({ number, openCents }, i) => ({
    description: wrapText(number, descriptionWidth, styles.cell),
    figures: all[i] ?? [],
    cents: openCents,
  }));
  if (rows.length === 0)
    rows.push({ description: [statementWords.nothingOpen], figures: heads.map(() => ''), cents: 0 });
  return { head: columns.invoice, x, width, descriptionWidth, figures, figureStyle, rows };
}

function daysLate(due: string, to: string): string {
  const [dueDay, today] = [dayOf(due), dayOf(to)];
  if (dueDay === null || today === null) return '';
  const days = Math.round((today.getTime() - dueDay.getTime()) / 86_400_000);
  return days > 0 ? String(days) : '';
}

function closingOf(
  document: StatementDocument,
  account: StatementAccount,
  money: MoneyFormat,
  x: number,
  width: number,
): { closing: Closing; after: TextBlock[] } {
  const { aging, onAccountCents, dueCents, payments } = account;
  const rows = [
    { label: statementWords.openInvoices, value: money.plain(aging.openCents), style: styles.totalStrong },
    ...(onAccountCents === 0
      ? []
      : [{ label: statementWords.onAccount, value: money.plain(-onAccountCents), style: styles.total }]),
  ];
  const balance = { label: statementWords.balance(dueCents), value: money.full(dueCents) };
  const totals = totalsBlock(rows, balance, x, width);
  const room = besideWidth(totals, width);
  const remitTo = section(words.remitTo, document.remitTo.join('\n'), room);
  const isBeside = remitTo.length <= longestBeside;
  const beside = textBlock(isBeside ? [{ x, width: room, lines: remitTo }] : [], 0);
  const wide = section(words.remitTo, document.remitTo.join('\n'), width);
  const labelled = payments.map(({ date, words: how, amountCents }) =>
    linesOf(`${money.full(amountCents)}  ·  ${how}`, width, styles.body, { label: day(date), indent: 76 }),
  );
  const paid = [
    ...linesOf(statementWords.payments(day(document.from)), width, styles.label, {
      role: 'H2',
      keepWithNext: true,
    }),
    ...(labelled.length === 0 ? linesOf(statementWords.noPayments, width, styles.body) : labelled.flat()),
  ];
  const sections = [...(isBeside ? [] : [wide]), paid];
  return {
    closing: closingBlock(totals, beside),
    after: sections.map((lines) => textBlock([{ x, width, lines }], 10)),
  };
}
