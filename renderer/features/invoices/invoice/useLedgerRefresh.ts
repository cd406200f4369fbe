/** Asks again for what a change of the ledger may have moved, without waiting for the pulse to tell. */
import { useEngine } from '../../../data/engine.ts';

export function useLedgerRefresh(): () => Promise<unknown> {
  const { api, queries } = useEngine();
  return () =>
    Promise.all(
      [api.invoices, api.payments, api.receivables].map((area) =>
        queries.invalidateQueries({ queryKey: area.key() }),
      ),
    );
}
