/** The look of the house: type sizes, colours and measures. All lengths are points (1/72 inch). */
import type { Weight } from '../fonts/font-set.ts';

export interface TextStyle {
  weight: Weight;
  size: number;
  /** Height of a line. */
  leading: number;
  color: string;
  /** For columns of figures: all digits are equally wide. */
  tabular: boolean;
}

/** Dark enough, all of them, to be read from a black-and-white printer or a fax. */
export const colors = {
  ink: '#111827',
  muted: '#4b5563',
  rule: '#111827',
  hairline: '#cbd0d8',
  panel: '#f1f3f6',
  watermark: '#eceef1',
  reversed: '#ffffff',
} as const;

const style = (
  weight: Weight,
  size: number,
  leading: number,
  color: string = colors.ink,
): Readonly<TextStyle> => ({ weight, size, leading, color, tabular: false });

const figures = (base: Readonly<TextStyle>): Readonly<TextStyle> => ({ ...base, tabular: true });

export const styles = {
  title: style('semibold', 27, 31),
  number: style('semibold', 13, 18),
  badge: style('semibold', 9, 18, colors.reversed),
  seller: style('semibold', 14, 18),
  label: style('semibold', 7.5, 13, colors.muted),
  strong: style('semibold', 9.5, 13),
  body: style('regular', 9, 12.5),
  /** An empty line between two sections. */
  gap: style('regular', 8, 8),
  muted: style('regular', 8.5, 12, colors.muted),
  amountDue: style('semibold', 27, 27),
  dueDate: style('semibold', 18, 27),
  fact: style('semibold', 10.5, 27),
  tableHead: style('semibold', 7.5, 11, colors.muted),
  cell: style('regular', 9, 12),
  figure: figures(style('regular', 9, 12)),
  carry: style('semibold', 8.5, 12, colors.muted),
  carryFigure: figures(style('semibold', 8.5, 12, colors.muted)),
  total: figures(style('regular', 9.5, 16)),
  totalStrong: figures(style('semibold', 9.5, 16)),
  balance: style('semibold', 14, 20),
  running: style('semibold', 9, 12),
  runningMuted: style('regular', 8.5, 12, colors.muted),
  footer: style('regular', 7.5, 10, colors.muted),
} as const;

export const papers = {
  letter: { width: 612, height: 792 },
  a4: { width: 595.28, height: 841.89 },
} as const;

export const margin = { left: 48, right: 48, top: 46, bottom: 34 } as const;

/** Room for the footer above the bottom margin, with its rule. */
export const footerHeight = 22;

export const table = {
  headHeight: 22,
  /** Above and below the text of a row, together. */
  rowPadding: 9,
  carryHeight: 22,
  columnGap: 16,
  /** The description is never narrower than this; if need be the figures are set smaller. */
  leastDescription: 150,
} as const;

/** Distance of the baseline from the top of a line: the letters' visual middle is the line's. */
export function baselineIn({ size, leading }: TextStyle): number {
  return leading / 2 + size * 0.36;
}
