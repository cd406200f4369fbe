/** Where a partner is, in one line, from whatever parts are known. */
export function placeOf(row: { city: string | null; region: string | null; country: string | null }): string {
  return [row.city, row.region, row.country].filter((part) => part !== null && part !== '').join(', ');
}
