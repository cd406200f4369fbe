/** Where a key leads in a grid. Pure. */

export interface Cell {
  row: number;
  column: number;
}

interface Key {
  key: string;
  ctrlKey: boolean;
}

interface Extent {
  rows: number;
  columns: number;
  /** Rows of one screenful. */
  page: number;
}

/** @returns null for a key that does not move. */
export function cellAfter(at: Cell, { key, ctrlKey }: Key, { rows, columns, page }: Extent): Cell | null {
  const to = ((): Cell | null => {
    switch (key) {
      case 'ArrowUp':
        return { ...at, row: ctrlKey ? 0 : at.row - 1 };
      case 'ArrowDown':
        return { ...at, row: ctrlKey ? rows - 1 : at.row + 1 };
      case 'ArrowLeft':
        return { ...at, column: at.column - 1 };
      case 'ArrowRight':
        return { ...at, column: at.column + 1 };
      case 'PageUp':
        return { ...at, row: at.row - page };
      case 'PageDown':
        return { ...at, row: at.row + page };
      case 'Home':
        return { row: ctrlKey ? 0 : at.row, column: 0 };
      case 'End':
        return { row: ctrlKey ? rows - 1 : at.row, column: columns - 1 };
      default:
        return null;
    }
  })();
  if (to === null) return null;
  const within = (value: number, limit: number) => Math.max(0, Math.min(value, limit - 1));
  return { row: within(to.row, rows), column: within(to.column, columns) };
}
