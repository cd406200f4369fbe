/** A column of a file by its heading. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { fileAsRead } from '../draft.ts';
import { rowsTexts as texts } from './rows-texts.ts';

interface ColumnSelectProps {
  view: ImportView;
  /** Null: all, or none chosen yet. */
  column: number | null;
  onChoose: (column: number | null) => void;
  /** No column means all of them. */
  all?: boolean;
}

/** Columns offered at once; typing narrows them. */
const offered = 100;

export function ColumnSelect({ view, column, onChoose, all = false }: ColumnSelectProps) {
  const { api } = useEngine();
  const input = { ...fileAsRead(view), limit: 1 };
  const headings = useQuery(api.imports.preview.queryOptions({ input })).data?.headings ?? [];
  return (
    <Select
      label={texts.column}
      placeholder={all ? texts.allColumns : ''}
      searchable
      clearable={all}
      clearButtonProps={{ 'aria-label': texts.allColumns }}
      limit={offered}
      data={headings.map((heading, index) => ({ value: String(index), label: heading }))}
      value={column === null ? null : String(column)}
      onChange={(value) => {
        onChoose(value === null ? null : Number(value));
      }}
    />
  );
}
