/** Takes a grid to a line of the file that somebody wants to see. */
import { useEffect, useEffectEvent } from 'react';
import { reportFailure, reportNotice } from '../../../ui/report.ts';
import { indexOfLine } from './find-line.ts';
import { rowsTexts as texts } from './rows-texts.ts';
import type { Rows, RowSource } from './useRows.ts';

/** The same line wanted again is another object. */
export interface GridGoal {
  line: number;
}

/** @param onFound called with the row's index, once for each goal. */
export function useGoal(
  goal: GridGoal | null,
  source: RowSource,
  { first, total }: Pick<Rows, 'first' | 'total'>,
  onFound: (index: number) => void,
) {
  const firstLine = first?.rows[0]?.line;
  const found = useEffectEvent(onFound);
  const find = useEffectEvent((line: number, signal: AbortSignal) =>
    indexOfLine(source, { line, first: firstLine ?? 1, total }, signal),
  );
  const ready = firstLine !== undefined;
  useEffect(() => {
    if (goal === null || !ready) return undefined;
    const stop = new AbortController();
    const go = async () => {
      try {
        const index = await find(goal.line, stop.signal);
        if (stop.signal.aborted) return;
        if (index === null) reportNotice(texts.lineGone(goal.line));
        else found(index);
      } catch (error) {
        if (!stop.signal.aborted) reportFailure(texts.goFailed, error);
      }
    };
    void go();
    return () => {
      stop.abort();
    };
  }, [goal, ready]);
}
