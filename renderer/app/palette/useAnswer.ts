/** What the engine finds for what is typed. Answers to what was typed before are dropped. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchAnswer } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';

interface Answer {
  /** Null where nothing was asked, or the engine does not answer. */
  answer: SearchAnswer | null;
  /** The answer is not yet to what is typed now. */
  isBehind: boolean;
  hasFailed: boolean;
}

/** Between two keys, ms. */
const restMs = 120;
/** While rows are being indexed, ms between two looks. */
const againMs = 2000;

export function useAnswer(typed: string): Answer {
  const { api } = useEngine();
  const text = typed.trim();
  const [asked] = useDebouncedValue(text, restMs);
  const { data, error, isPlaceholderData } = useQuery({
    ...api.search.everything.queryOptions({ input: { text: asked, limit: 5 } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data?.left ?? 0) > 0 ? againMs : false),
  });
  const hasFailed = error !== null;
  const isNothing = text === '' || hasFailed;
  return {
    answer: isNothing ? null : (data ?? null),
    isBehind: text !== '' && !hasFailed && (text !== asked || isPlaceholderData || data === undefined),
    hasFailed: hasFailed && text !== '',
  };
}
