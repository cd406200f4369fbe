/** Which rows of a very long list are in view. Browsers end elements at about 33 million pixels: longer lists are scrolled in proportion. Pure. */

/** Pixels of one row. */
export const rowHeight = 36;
/** Pixels; with room for a page that is enlarged twofold. */
const tallest = 12_000_000;

/** Pixels that the list seems to be high. */
export function scrollHeight(total: number): number {
  return Math.min(total * rowHeight, tallest);
}

/** Index of the row at the upper edge, with its hidden part as a fraction. @param viewport pixels in view */
export function topRow(scrollTop: number, viewport: number, total: number): number {
  const way = scrollHeight(total) - viewport;
  if (way <= 0) return 0;
  const last = total - viewport / rowHeight;
  return Math.min(1, Math.max(0, scrollTop / way)) * last;
}

/** Where to scroll so that this row is in view, with as little movement as can be. */
export function scrollTopFor(row: number, scrollTop: number, viewport: number, total: number): number {
  const way = scrollHeight(total) - viewport;
  if (way <= 0) return 0;
  const top = topRow(scrollTop, viewport, total);
  const inView = viewport / rowHeight;
  const wanted = row < top ? row : row + 1 > top + inView ? row + 1 - inView : null;
  return wanted === null ? scrollTop : (wanted / (total - inView)) * way;
}

/** The rows to draw: those in view and a few around them. `to` is not part of it. */
export function rowsInView(top: number, viewport: number, total: number): { from: number; to: number } {
  const around = 6;
  return {
    from: Math.max(0, Math.floor(top) - around),
    to: Math.min(total, Math.ceil(top + viewport / rowHeight) + around),
  };
}
