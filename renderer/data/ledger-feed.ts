/** Asks again for what the ledger shows whenever something was changed, by whomever: in this window, another, or on the command line. */
import { useEffect, useState } from 'react';
import { useEngine, useStatus, type Engine } from './engine.ts';
import { throttle } from './throttle.ts';

/** Milliseconds between two questions. */
const askAgainEvery = 1000;

/** The pulse tells of every audited change: a stream of its own would cost each tab one of the browser's six connections. */
export function useLedgerFeed(): void {
  const engine = useEngine();
  const changes = useStatus()?.changes;
  const [refresh] = useState(() => throttle(askAgainEvery, () => askAgain(engine)));
  useEffect(() => {
    if (changes !== undefined) refresh.request();
  }, [changes, refresh]);
  useEffect(
    () => () => {
      refresh.stop();
    },
    [refresh],
  );
}

function askAgain({ queries, api }: Engine): void {
  for (const area of [api.invoices, api.payments, api.receivables, api.remitTo, api.jobs.list])
    void queries.invalidateQueries({ queryKey: area.key() });
}
