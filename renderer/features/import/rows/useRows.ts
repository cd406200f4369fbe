/** Rows of a file in windows: what is in view is asked for, once scrolling pauses. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { FileRow, ImportRowView, MappedColumn } from '../../../../workers/api/wire.ts';

/** A row of a file; of an import or a check, with what became of it. */
export type GridRow = FileRow & Partial<Pick<ImportRowView, 'outcome' | 'issues' | 'differences'>>;

export interface RowsWindow {
  headings: string[];
  /** Those that fill fields. */
  columns: MappedColumn[];
  rows: GridRow[];
  /** Null while they are being counted. */
  total: number | null;
}

export interface RowSource {
  /** Says what is asked: the same key, the same rows. */
  key: readonly unknown[];
  load: (offset: number, limit: number, signal: AbortSignal) => Promise<RowsWindow>;
}

/** Rows per question. */
const size = 100;
/** Scrolling pauses when nothing has moved for so long. */
const pauseMs = 70;
const countingMs = 500;

export interface Rows {
  first: RowsWindow | undefined;
  total: number;
  counting: boolean;
  error: unknown;
  rowAt: (index: number) => GridRow | undefined;
  retry: () => void;
}

/** The key under which every window of every list is kept. */
export const rowsKey = ['file-rows'] as const;

/** @param viewOf the rows in view of so many; `to` is not part of them. */
export function useRows(source: RowSource, viewOf: (total: number) => { from: number; to: number }): Rows {
  const page = (index: number) => ({
    queryKey: [...rowsKey, ...source.key, index],
    queryFn: ({ signal }: { signal: AbortSignal }) => source.load(index * size, size, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const { data: first, ...asked } = useQuery({
    ...page(0),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.total === null ? countingMs : false),
  });
  const total = first?.total ?? first?.rows.length ?? 0;
  const { from, to } = viewOf(total);
  const pages = [...new Set([from, Math.max(from, to - 1)].map((index) => Math.floor(index / size)))];
  const [settled] = useDebouncedValue(pages.join(' '), pauseMs);
  const wanted = settled
    .split(' ')
    .map(Number)
    .filter((index) => index > 0);
  const windows = useQueries({ queries: wanted.map(page) });
  const loaded = new Map([[0, first], ...wanted.map((index, at) => [index, windows[at]?.data] as const)]);
  return {
    first,
    total,
    counting: first !== undefined && first.total === null,
    error: asked.error ?? windows.find(({ error }) => error !== null)?.error ?? null,
    rowAt: (index) => loaded.get(Math.floor(index / size))?.rows[index % size],
    retry: () => {
      for (const each of [asked, ...windows]) if (each.error !== null) void each.refetch();
    },
  };
}
