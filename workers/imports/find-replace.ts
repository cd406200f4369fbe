/** Find and replace in cells. Pure. */

export interface Replacement {
  find: string;
  replaceBy: string;
  matchCase: boolean;
  /** Only cells that are just this; empty text then means empty cells. */
  wholeCell: boolean;
}

/** @returns a function of a cell: what it becomes, or null where nothing is found. */
export function replacer({
  find,
  replaceBy,
  matchCase,
  wholeCell,
}: Replacement): (cell: string) => string | null {
  if (wholeCell) {
    const plain = (text: string) => (matchCase ? text.trim() : text.trim().toLowerCase());
    const wanted = plain(find);
    return (cell) => (plain(cell) === wanted ? replaceBy : null);
  }
  if (find === '') return () => null;
  const pattern = new RegExp(
    find.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
    matchCase ? 'gu' : 'giu',
  );
  return (cell) => {
    const replaced = cell.replaceAll(pattern, () => replaceBy);
    return replaced === cell ? null : replaced;
  };
}
