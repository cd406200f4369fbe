/** Rows that a search collects at most. Nobody turns more pages than that; whoever gets so many adds a word. */
export const mostFound = 10_000;
