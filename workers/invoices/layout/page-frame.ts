/** Where the body of a page begins and ends, and what a table's rows take: the same for every document. */
import type { Frame, TableMetrics } from './pagination.ts';
import { margin, styles, table } from './style.ts';

/** Between the running head and the body. */
const runningGap = 16;

/** @param runningHeight of the head on all pages but the first. @param bodyEnd where the footer lets the body end. */
export function frameOf(runningHeight: number, bodyEnd: number): Frame {
  return { firstTop: margin.top, top: margin.top + runningHeight + runningGap, bottom: bodyEnd };
}

export const tableMetrics: TableMetrics = {
  head: table.headHeight,
  carry: table.carryHeight,
  rowPadding: table.rowPadding,
  lineHeight: styles.cell.leading,
};
