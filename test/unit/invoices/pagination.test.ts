import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mostClosing,
  paginate,
  type Contents,
  type Flowing,
  type Piece,
} from '../../../workers/invoices/layout/pagination.ts';

/** A block of lines that knows which of them it holds. */
interface Lines extends Flowing<Lines> {
  name: string;
  from: number;
  to: number;
}

const lineHeight = 12;

function lines(name: string, from: number, to: number, gapBelow = 10): Lines {
  return {
    name,
    from,
    to,
    gapBelow,
    height: (to - from) * lineHeight,
    split(room) {
      const fit = Math.floor(room / lineHeight);
      return fit < 1
        ? null
        : [lines(name, from, from + fit, gapBelow), lines(name, from + fit, to, gapBelow)];
    },
  };
}

const frame = { firstTop: 40, top: 80, bottom: 700 };
const table = { head: 22, carry: 22, rowPadding: 9, lineHeight };

const contents = fc.record({
  frame: fc.constant(frame),
  table: fc.constant(table),
  before: fc
    .array(fc.integer({ min: 1, max: 80 }), { maxLength: 3 })
    .map((counts) => counts.map((count, i) => lines(`before ${i}`, 0, count))),
  rows: fc.array(
    fc.record({
      lines: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) },
        fc.integer({ min: 1, max: 200 }),
      ),
      cents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: 120 },
  ),
  closing: fc.record({
    height: fc.integer({ min: 60, max: Math.floor(mostClosing(frame, table)) }),
    gapBelow: fc.constant(18),
  }),
  after: fc
    .array(fc.integer({ min: 1, max: 120 }), { maxLength: 2 })
    .map((counts) => counts.map((count, i) => lines(`after ${i}`, 0, count))),
}) satisfies fc.Arbitrary<Contents<Lines>>;

function heightOf(piece: Piece<Lines>, { closing }: Contents<Lines>): number {
  switch (piece.kind) {
    case 'block':
      return piece.block.height;
    case 'table-head':
      return table.head;
    case 'row':
      return table.rowPadding + (piece.to - piece.from) * lineHeight;
    case 'closing':
      return closing.height;
    default:
      return table.carry;
  }
}

const isRow = (piece: Piece<Lines>) => piece.kind === 'row';

describe('pages', () => {
  it('hold every line of every row and block once, in order', () => {
    fc.assert(
      fc.property(contents, (given) => {
        const pieces = paginate(given).flat();
        const placed = pieces.flatMap((piece) => {
          if (piece.kind === 'row') return span(`row ${piece.row}`, piece.from, piece.to);
          return piece.kind === 'block' ? span(piece.block.name, piece.block.from, piece.block.to) : [];
        });
        expect(placed).toEqual([
          ...given.before.flatMap((block) => span(block.name, 0, block.to)),
          ...given.rows.flatMap((row, i) => span(`row ${i}`, 0, row.lines)),
          ...given.after.flatMap((block) => span(block.name, 0, block.to)),
        ]);
      }),
    );
  });

  it('keep all pieces inside the body, below each other', () => {
    fc.assert(
      fc.property(contents, (given) => {
        for (const [n, page] of paginate(given).entries()) {
          let y = n === 0 ? frame.firstTop : frame.top;
          for (const piece of page) {
            expect(piece.y).toBeGreaterThanOrEqual(y);
            y = piece.y + heightOf(piece, given);
          }
          expect(y).toBeLessThanOrEqual(frame.bottom);
        }
      }),
    );
  });

  it('show the totals once, whole, below a row', () => {
    fc.assert(
      fc.property(contents, (given) => {
        const pages = paginate(given).filter((page) => page.some(({ kind }) => kind === 'closing'));
        expect(pages).toHaveLength(1);
        const [page = []] = pages;
        const at = page.findIndex(({ kind }) => kind === 'closing');
        expect(page[at - 1]?.kind).toBe('row');
        expect(page.slice(at + 1).some(isRow)).toBe(false);
      }),
    );
  });

  it('repeat the head, and carry the sum of the rows whose figures were shown so far', () => {
    fc.assert(
      fc.property(contents, ({ rows, ...rest }) => {
        const pages = paginate({ rows, ...rest });
        const withRows = pages.filter((page) => page.some(isRow));
        let sum = 0;
        for (const [n, page] of withRows.entries()) {
          const kinds = page.map(({ kind }) => kind).filter((kind) => kind !== 'block' && kind !== 'closing');
          const isFirst = n === 0;
          const isLast = n === withRows.length - 1;
          expect(kinds.slice(0, isFirst ? 1 : 2)).toEqual(
            isFirst ? ['table-head'] : ['table-head', 'brought-forward'],
          );
          expect(kinds.at(-1)).toBe(isLast ? 'row' : 'carried-forward');
          expect(kinds.filter((kind) => kind !== 'row')).toHaveLength((isFirst ? 1 : 2) + (isLast ? 0 : 1));
          for (const piece of page) {
            if (piece.kind === 'row' && piece.from === 0) sum += rows[piece.row]?.cents ?? 0;
            if (piece.kind === 'brought-forward' || piece.kind === 'carried-forward')
              expect(piece.cents).toBe(sum);
          }
        }
        expect(sum).toBe(rows.reduce((total, { cents }) => total + cents, 0));
      }),
    );
  });

  it('cut a row only when a page cannot hold it whole', () => {
    fc.assert(
      fc.property(contents, (given) => {
        const last = given.rows.length - 1;
        for (const piece of paginate(given).flat()) {
          if (piece.kind !== 'row') continue;
          const whole = given.rows[piece.row]?.lines ?? 0;
          if (piece.to - piece.from === whole) continue;
          const below = piece.row === last ? given.closing.height : table.carry;
          const above = table.head + (piece.row === 0 ? 0 : table.carry);
          expect(whole * lineHeight + table.rowPadding).toBeGreaterThan(
            frame.bottom - frame.top - above - below,
          );
        }
      }),
    );
  });

  it('are no more than needed: no page is empty, none but the first is without rows before the totals', () => {
    fc.assert(
      fc.property(contents, (given) => {
        for (const page of paginate(given)) expect(page.length).toBeGreaterThan(0);
      }),
    );
  });

  it('take the last row along when the totals would stand alone', () => {
    const given: Contents<Lines> = {
      frame,
      table,
      before: [],
      rows: Array.from({ length: 30 }, () => ({ lines: 1, cents: 100 })),
      closing: { height: 120, gapBelow: 0 },
      after: [],
    };
    const [first = [], second = []] = paginate(given);
    expect(first.at(-1)).toMatchObject({
      kind: 'carried-forward',
      cents: 2900 - 100 * (29 - first.filter(isRow).length),
    });
    expect(second.map(({ kind }) => kind)).toContain('row');
    expect(second.at(-1)?.kind).toBe('closing');
  });

  describe('with a few lines below the totals', () => {
    /** Rows that leave `left` points below the totals on the first page. */
    const leaving = (left: number, rows = 10): Contents<Lines> => ({
      frame,
      table,
      before: [],
      rows: Array.from({ length: rows }, () => ({ lines: 1, cents: 100 })),
      closing: {
        height: frame.bottom - frame.firstTop - table.head - rows * (table.rowPadding + lineHeight) - left,
        gapBelow: 18,
      },
      after: [lines('terms', 0, 3)],
    });
    const kinds = (page: readonly Piece<Lines>[]) => page.map(({ kind }) => kind);

    it('leave the usual gap above them where there is room', () => {
      const given = leaving(3 * lineHeight + 18);
      const [page = [], ...more] = paginate(given);
      expect(more).toEqual([]);
      const [closing, terms] = page.slice(-2);
      expect((terms?.y ?? 0) - (closing?.y ?? 0)).toBe(given.closing.height + 18);
    });

    it('make the gap smaller before they begin another page', () => {
      const given = leaving(3 * lineHeight + 7);
      const [page = [], ...more] = paginate(given);
      expect(more).toEqual([]);
      const [closing, terms] = page.slice(-2);
      expect((terms?.y ?? 0) - (closing?.y ?? 0)).toBe(given.closing.height + 6);
    });

    it('take a row and the totals along to the next page, so that they do not stand there alone', () => {
      const [first = [], second = [], ...more] = paginate(leaving(lineHeight, 20));
      expect(more).toEqual([]);
      expect(kinds(first).slice(-2)).toEqual(['row', 'carried-forward']);
      expect(kinds(second)).toEqual(['table-head', 'brought-forward', 'row', 'closing', 'block']);
    });

    it('follow alone where the page has no row that could stay', () => {
      const before = [lines('before', 0, 40)];
      const roomBelow = frame.bottom - frame.firstTop - 490 - table.head - table.rowPadding - lineHeight;
      const closing = { height: roomBelow - lineHeight, gapBelow: 18 };
      const [first = [], second = []] = paginate({ ...leaving(0, 1), before, closing });
      expect(kinds(first)).toEqual(['block', 'table-head', 'row', 'closing']);
      expect(kinds(second)).toEqual(['block']);
    });

    it('flow on as they come where they are long', () => {
      const given = { ...leaving(5 * lineHeight, 20), after: [lines('notes', 0, 40)] };
      const [first = [], second = []] = paginate(given);
      expect(kinds(first).slice(-2)).toEqual(['closing', 'block']);
      expect(kinds(second)).toEqual(['block']);
    });
  });

  it('are refused when the totals could not stand whole on any', () => {
    const closing = { height: mostClosing(frame, table) + 1, gapBelow: 0 };
    expect(() =>
      paginate({ frame, table, before: [], rows: [{ lines: 1, cents: 0 }], closing, after: [] }),
    ).toThrow('taller than a page');
  });
});

function span(name: string, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `${name}: ${from + i}`);
}
