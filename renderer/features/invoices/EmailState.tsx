/** What became of an invoice's e-mails, with the way to them. */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { mailStates } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { texts } from './texts.ts';

export function EmailState({ invoiceId, number }: { invoiceId: string; number: string }) {
  const { api } = useEngine();
  const query = useQuery(api.mail.ofInvoices.queryOptions({ input: { ids: [invoiceId] } }));
  const counts = query.data?.[invoiceId];
  if (counts === undefined) return <>{texts.email.none}</>;
  const parts = mailStates.flatMap((state) => {
    const n = counts[state] ?? 0;
    return n === 0 ? [] : [texts.email.inState(n, state)];
  });
  return (
    <Anchor component={Link} href={paths.mail({ q: number })} inherit>
      {parts.join(', ')}
    </Anchor>
  );
}
