/** The beginning of a hash, enough to tell files apart by eye. Pure. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
