/** Failed jobs run again or set aside: said what came of it, and the lists asked again. */
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { texts as monitor } from './monitor-texts.ts';

const texts = monitor.failures;
export type LetterSelection = { ids: string[] } | { fingerprint: string };

export function useLetterActions() {
  const { client, queries, api } = useEngine();
  const onSettled = () => {
    for (const area of [api.deadLetters, api.jobs]) void queries.invalidateQueries({ queryKey: area.key() });
  };
  const again = useMutation({
    mutationFn: (selection: LetterSelection) => client.deadLetters.redrive(selection),
    onSuccess: ({ redriven, skipped }) => {
      reportDone(texts.redriven(redriven, skipped));
    },
    onError: (error) => {
      reportFailure(texts.againFailed, error);
    },
    onSettled,
  });
  const aside = useMutation({
    mutationFn: (selection: LetterSelection) => client.deadLetters.discard(selection),
    onSuccess: ({ discarded }) => {
      reportDone(texts.discarded(discarded));
    },
    onError: (error) => {
      reportFailure(texts.asideFailed, error);
    },
    onSettled,
  });
  return { again, aside };
}
