/** One page of a list: the old one stays while the next is under way, so that nothing jumps. */
import { keepPreviousData, useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import type { Page } from '../../workers/api/wire.ts';

export interface PageQuery<Row> {
  rows: Row[] | undefined;
  total: number;
  /** The rows answer an earlier question. */
  stale: boolean;
  /** Set when there is nothing to show. */
  error: Error | null;
  retry: () => void;
}

export function usePage<Row>(
  options: Pick<UseQueryOptions<Page<Row>>, 'queryFn' | 'refetchInterval'> & { queryKey: QueryKey },
): PageQuery<Row> {
  const query = useQuery<Page<Row>>({ ...options, placeholderData: keepPreviousData });
  return {
    rows: query.data?.rows,
    total: query.data?.total ?? 0,
    stale: query.isPlaceholderData,
    error: query.data === undefined || query.isPlaceholderData ? query.error : null,
    retry: () => void query.refetch(),
  };
}
