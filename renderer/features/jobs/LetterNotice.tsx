/** What became of a job that failed for good: the one that repeats it, or who set it aside. */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { Notice } from '../../ui/Notice.tsx';
import { texts as monitor } from './monitor-texts.ts';

const texts = monitor.letter;

/** Nothing while it is open, or where no letter is kept. */
export function LetterNotice({ id }: { id: string }) {
  const { api } = useEngine();
  const { data: letter } = useQuery(api.deadLetters.get.queryOptions({ input: { id }, retry: false }));
  if (letter === undefined || letter.closedAt === null) return null;
  const { redrivenAs, closedBy } = letter;
  return (
    <Notice tone="waiting">
      {redrivenAs === null ? (
        texts.aside(closedBy ?? '')
      ) : (
        <>
          {texts.repeated}{' '}
          <Anchor component={Link} href={paths.job(redrivenAs)} inherit>
            {texts.open}
          </Anchor>
        </>
      )}
    </Notice>
  );
}
