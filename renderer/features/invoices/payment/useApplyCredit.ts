/** Settles invoices with what is left of a payment or a credit note. */
import { useMutation } from '@tanstack/react-query';
import type { OpenCreditView } from '../../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { money } from '../../../format/money.ts';
import { reportDone } from '../../../ui/report.ts';
import { useLedgerRefresh } from '../invoice/useLedgerRefresh.ts';
import { creditTexts } from './credit-texts.ts';

export interface Application {
  credit: OpenCreditView;
  shares: { invoice: string; amountCents: number }[];
}

export function useApplyCredit(onDone: () => void) {
  const { client } = useEngine();
  const refresh = useLedgerRefresh();
  return useMutation({
    mutationFn: async ({ credit: { source, id, leftCents }, shares }: Application) => {
      // What is left was seen by the person: sent a second time over a broken connection, it is refused.
      const what = { shares, expectedLeftCents: leftCents };
      if (source === 'payment') await client.payments.apply({ id, ...what });
      else await client.payments.applyCreditNote({ invoice: id, ...what });
    },
    onSuccess: (_, { credit, shares }) => {
      const cents = shares.reduce((sum, { amountCents }) => sum + amountCents, 0);
      reportDone(creditTexts.apply.done(money(cents, credit.currency)));
      onDone();
    },
    onSettled: refresh,
  });
}
