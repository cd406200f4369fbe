/** What stands above the open invoices: who asks whom for how much, as of when, and how old it is. */
import type { MoneyFormat } from '../format/money.ts';
import { accentOf } from '../layout/accent.ts';
import { roomForLogo } from '../layout/logo.ts';
import type { DueStrip } from '../layout/opening.ts';
import { styles } from '../layout/style.ts';
import { linesOf, textBlock, type TextBlock } from '../layout/text-block.ts';
import { abbreviated, fitted } from '../layout/text.ts';
import { day, words } from '../layout/words.ts';
import type { StatementAccount, StatementDocument } from './statement-document.ts';
import { statementWords } from './statement-words.ts';

const strip = { height: 62, gapBelow: 14, inset: 16 } as const;

export function statementOpening(
  document: StatementDocument,
  account: StatementAccount,
  money: MoneyFormat,
  x: number,
  width: number,
): (TextBlock | DueStrip)[] {
  return [
    masthead(document, x, width),
    stripOf(x, width, dueCells(document, account, money, width)),
    party(document, x, width),
    stripOf(x, width, agingCells(account, money, width)),
  ];
}

/** Head of every page but the first. */
export function statementRunningHead(
  { seller, customer, to }: StatementDocument,
  { currency }: StatementAccount,
  x: number,
  width: number,
): TextBlock {
  const half = width * 0.48;
  const line = (text: string) => abbreviated(text, half, styles.running, 1).join('');
  return textBlock(
    [
      {
        x,
        width: half,
        lines: [
          ...linesOf(line(seller.name), half, styles.running),
          ...linesOf(line(customer.name), half, styles.runningMuted),
        ],
      },
      {
        x: x + width - half,
        width: half,
        lines: [
          ...linesOf(`Statement ${customer.number}`, half, styles.running, { align: 'right' }),
          ...linesOf(`${statementWords.asOf} ${day(to)}, ${currency}`, half, styles.runningMuted, {
            align: 'right',
          }),
        ],
      },
    ],
    0,
  );
}

function masthead(document: StatementDocument, x: number, width: number): TextBlock {
  const { seller, customer } = document;
  const sellerWidth = width * 0.56;
  const titleWidth = width * 0.4;
  const right = { align: 'right' } as const;
  const title = fitted(statementWords.title, titleWidth, styles.title, 12);
  return textBlock(
    [
      {
        x,
        width: sellerWidth,
        lines: [
          ...roomForLogo(document),
          ...linesOf(seller.name, sellerWidth, styles.seller),
          ...seller.lines.flatMap((line) => linesOf(line, sellerWidth, styles.muted)),
        ],
      },
      {
        x: x + width - titleWidth,
        width: titleWidth,
        lines: [
          ...linesOf(
            statementWords.title,
            titleWidth,
            { ...title, color: accentOf(document) },
            { ...right, role: 'H1' },
          ),
          ...linesOf(customer.number, titleWidth, styles.number, right),
        ],
      },
    ],
    18,
  );
}

function party({ customer }: StatementDocument, x: number, width: number): TextBlock {
  const own = width * 0.6;
  return textBlock(
    [
      {
        x,
        width: own,
        lines: [
          ...linesOf(words.billTo, own, styles.label, { role: 'H2', keepWithNext: true }),
          ...linesOf(customer.name, own, styles.strong),
          ...customer.lines.flatMap((line) => linesOf(line, own, styles.body)),
        ],
      },
    ],
    16,
  );
}

type Cell = Omit<DueStrip['cells'][number], 'x'>;

function dueCells(
  { to }: StatementDocument,
  { dueCents, aging }: StatementAccount,
  money: MoneyFormat,
  width: number,
): { shares: number[]; cells: Cell[] } {
  const amount = money.full(dueCents);
  const late = aging.openCents - aging.notDueCents;
  const room = (width - 2 * strip.inset) * 0.44;
  const lateText = money.full(late);
  return {
    shares: [0.46, 0.27, 0.27],
    cells: [
      {
        label: statementWords.balance(dueCents),
        value: amount,
        style: fitted(amount, room, styles.amountDue, 9),
      },
      { label: 'Past due', value: lateText, style: fitted(lateText, room * 0.56, styles.dueDate, 8) },
      { label: statementWords.asOf, value: day(to), style: styles.dueDate },
    ],
  };
}

function agingCells(
  { aging }: StatementAccount,
  money: MoneyFormat,
  width: number,
): { shares: number[]; cells: Cell[] } {
  const names = Object.keys(statementWords.aging) as (keyof typeof statementWords.aging)[];
  const room = (width - 2 * strip.inset) / names.length - 8;
  return {
    shares: names.map(() => 1 / names.length),
    cells: names.map((name) => {
      const value = money.full(aging[name]);
      return { label: statementWords.aging[name], value, style: fitted(value, room, styles.fact, 6) };
    }),
  };
}

function stripOf(x: number, width: number, { shares, cells }: { shares: number[]; cells: Cell[] }): DueStrip {
  let at = x + strip.inset;
  return {
    kind: 'due-strip',
    height: strip.height,
    gapBelow: strip.gapBelow,
    x,
    width,
    cells: cells.map((cell, i) => {
      const placed = { ...cell, x: at };
      at += (width - 2 * strip.inset) * (shares[i] ?? 0);
      return placed;
    }),
    split: () => null,
  };
}
