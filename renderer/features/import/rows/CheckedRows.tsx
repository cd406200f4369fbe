/** Every row of an import or a check by what became of it; after a check, its cells can be corrected. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { rowFilters, type ImportView, type RowFilter } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { reportNotice } from '../../../ui/report.ts';
import { hasRefused, RefusedDownload } from '../RefusedDownload.tsx';
import classes from './CheckedRows.module.css';
import { CorrectionBar } from './CorrectionBar.tsx';
import { cellsToFill, mostFilled } from './fill.ts';
import { RowGrid, type GridSelection } from './RowGrid.tsx';
import { rowsTexts as texts } from './rows-texts.ts';
import { importedRows } from './sources.ts';
import type { Corrections } from './useCorrections.ts';
import type { GridGoal } from './useGoal.ts';

interface CheckedRowsProps {
  view: ImportView;
  corrections: Corrections;
}

export function CheckedRows({ view, corrections }: CheckedRowsProps) {
  const { client, api } = useEngine();
  const editable = view.dryRun && view.state === 'done';
  const [filter, setFilter] = useState<RowFilter>(view.failed > 0 ? 'failed' : 'all');
  const [selection, setSelection] = useState<GridSelection | null>(null);
  const [goal, setGoal] = useState<GridGoal | null>(null);
  const { editsId, make } = corrections;
  const source = useMemo(() => importedRows(client, view, filter, editsId), [client, view, filter, editsId]);
  const similar = useQuery({
    ...api.imports.similar.queryOptions({ input: { importId: view.importId } }),
    // Before its end a check has not compared.
    enabled: view.entity !== 'invoice' && view.state !== 'waiting' && view.state !== 'running',
  }).data?.rows;
  const fill = async ({ from, to, row, column: { column } }: GridSelection) => {
    if (to === from || row === undefined) return;
    if (filter === 'all') {
      const last = (await source.load(to, 1, new AbortController().signal)).rows[0];
      if (last !== undefined) make({ kind: 'fill', column, fromLine: row.line, toLine: last.line });
      return;
    }
    if (to - from > mostFilled) {
      reportNotice(texts.fillTooMany(mostFilled));
      return;
    }
    const cells = await cellsToFill(source, { from, to, column, value: row.cells[column] ?? '' });
    make({ kind: 'cells', cells });
  };
  return (
    <Panel
      title={texts.title}
      // The page of an import has it beside the problems.
      aside={view.dryRun && hasRefused(view) && <RefusedDownload view={view} />}
      flush
    >
      <div className={classes['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={texts.filter}
          value={filter}
          data={rowFilters
            .map((value) => ({ value, rows: value === 'similar' ? (similar ?? 0) : rowsOf(view, value) }))
            .filter(({ value, rows }) => value === 'all' || value === filter || rows > 0)
            .map(({ value, rows }) => ({
              value,
              label: texts.filterCount(texts.filters[value], rows),
            }))}
          onChange={(value) => {
            const chosen = rowFilters.find((each) => each === value);
            if (chosen !== undefined) setFilter(chosen);
            setSelection(null);
            setGoal(null);
          }}
        />
        {editable && (
          <CorrectionBar
            view={view}
            corrections={corrections}
            selection={selection}
            onFill={(wanted) => void fill(wanted)}
          />
        )}
      </div>
      <RowGrid
        key={filter}
        label={texts.title}
        source={source}
        outcomes
        goTo={goal}
        onLine={(line) => {
          // It may be in order, and so be in no other list.
          setFilter('all');
          setSelection(null);
          setGoal({ line });
        }}
        {...(editable
          ? {
              onEdit: (row, column, value) => {
                make({ kind: 'cells', cells: [{ line: row.line, column, value }] });
              },
              onFill: (wanted) => void fill(wanted),
              onSelect: setSelection,
            }
          : {})}
      />
    </Panel>
  );
}

function rowsOf(view: ImportView, filter: Exclude<RowFilter, 'similar'>): number {
  if (filter === 'all') return view.total;
  if (filter === 'warned') return view.warnings;
  return view[filter];
}
