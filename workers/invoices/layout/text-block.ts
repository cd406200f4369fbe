/** Columns of text side by side that may go on over a page's end, line by line. */
import type { TextStyle } from './style.ts';
import { wrapText } from './text.ts';

/** What a line is to a reader who hears the page: the title, a heading, or text. */
export type Role = 'H1' | 'H2' | 'P';

export interface TextLine {
  text: string;
  style: TextStyle;
  align: 'left' | 'right';
  role: Role;
  /** A heading stays with the line after it. */
  keepWithNext: boolean;
  /** Goes on with the paragraph of the line before. */
  continues: boolean;
  /** Set in white on a dark ground. */
  badge: boolean;
  /** A label before the text, which then begins at `indent`. */
  label: string | null;
  indent: number;
}

export interface TextColumn {
  /** From the left edge of the page. */
  x: number;
  width: number;
  lines: TextLine[];
}

export interface TextBlock {
  kind: 'text';
  columns: TextColumn[];
  height: number;
  gapBelow: number;
  split(room: number): [TextBlock, TextBlock] | null;
}

export function textBlock(columns: TextColumn[], gapBelow: number): TextBlock {
  return {
    kind: 'text',
    columns,
    height: Math.max(0, ...columns.map((column) => heightOf(column.lines))),
    gapBelow,
    split(room) {
      const cuts = columns.map((column) => linesWithin(column.lines, room));
      if (cuts.every((cut) => cut === 0)) return null;
      const part = (from: (cut: number) => number, to: (cut: number) => number | undefined) =>
        columns.map((column, i) => ({
          ...column,
          lines: column.lines.slice(from(cuts[i] ?? 0), to(cuts[i] ?? 0)),
        }));
      return [
        textBlock(
          part(
            () => 0,
            (cut) => cut,
          ),
          gapBelow,
        ),
        textBlock(
          part(
            (cut) => cut,
            () => undefined,
          ),
          gapBelow,
        ),
      ];
    },
  };
}

/** Lines of one paragraph or more, wrapped to the width of their column. */
export function linesOf(
  text: string,
  width: number,
  style: TextStyle,
  options: Partial<Omit<TextLine, 'text' | 'style'>> = {},
): TextLine[] {
  const {
    align = 'left',
    role = 'P',
    keepWithNext = false,
    badge = false,
    label = null,
    indent = 0,
  } = options;
  const paragraphs = text.split('\n').map((paragraph) => wrapText(paragraph, width - indent, style));
  return paragraphs.flatMap((lines, paragraph) =>
    lines.map((line, i) => ({
      text: line,
      style,
      align,
      role,
      keepWithNext,
      continues: i > 0,
      badge,
      label: i === 0 && paragraph === 0 ? label : null,
      indent,
    })),
  );
}

function heightOf(lines: readonly TextLine[]): number {
  return lines.reduce((sum, line) => sum + line.style.leading, 0);
}

/** How many lines fit, without leaving a heading behind. */
function linesWithin(lines: readonly TextLine[], room: number): number {
  let height = 0;
  let count = 0;
  for (const line of lines) {
    height += line.style.leading;
    if (height > room) break;
    count++;
  }
  while (count > 0 && count < lines.length && lines[count - 1]?.keepWithNext) count--;
  return count;
}
