/** The header row: the headings as written, made distinguishable, and reduced to words for comparing. */

/** More columns than any spreadsheet has (Excel: 16,384): then it is no table. */
export const mostColumns = 16_384;

/**
 * The headings of a file. An empty one is named after its column, and one that stands several times gets its column behind it, so
 * that each can be chosen; the plain name then means none of them.
 */
export function distinctHeadings(cells: readonly string[]): { headings: string[]; repeated: string[] } {
  const trimmed = cells.map((cell) => cell.trim());
  const counts = new Map<string, number>();
  for (const cell of trimmed) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const headings = trimmed.map((cell, i) => {
    if (cell === '') return `Column ${i + 1}`;
    return (counts.get(cell) ?? 0) > 1 ? `${cell} (column ${i + 1})` : cell;
  });
  const repeated = [...counts].filter(([cell, count]) => cell !== '' && count > 1).map(([cell]) => cell);
  return { headings, repeated };
}

const sameWords: Record<string, string> = {
  s: '',
  no: 'number',
  nbr: 'number',
  num: 'number',
  nr: 'number',
  nos: 'number',
  numbers: 'number',
  tel: 'telephone',
  addr: 'address',
  qty: 'quantity',
  amt: 'amount',
  desc: 'description',
  inv: 'invoice',
  cust: 'customer',
  pct: 'percent',
  perc: 'percent',
  percentage: 'percent',
  acct: 'account',
  org: 'organization',
  organisation: 'organization',
  ph: 'phone',
  zipcode: 'zip code',
  postcode: 'postal code',
  ccy: 'currency',
  exp: 'expiration',
};

/**
 * A heading as words in lower case: `DOT_NUMBER`, `DotNumber` and `DOT #` are all `dot number`; `Address1` is `address 1`. What is said
 * of the column in brackets, that it must be filled or may be left, is no part of its name.
 */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .replaceAll(/\((?:required|optional|mandatory)\)/gi, ' ')
    .replaceAll('#', ' number ')
    .replaceAll('%', ' percent ')
    .replaceAll(/e-?mail/gi, ' email ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (Object.hasOwn(sameWords, word) ? (sameWords[word] as string) : word))
    .filter((word) => word !== '')
    .join(' ');
}
