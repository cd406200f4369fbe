/** Following a print for a while: a printer may take its time, and the print goes on without the command. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PrintRow } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ApiClient } from './client.ts';

const patienceMs = 30_000;
const everyMs = 500;

/** What nobody has to wait for any longer: a person does something first, or it is through. */
const resting = new Set(['held', 'printed', 'failed', 'unknown']);

/** @returns the print as it is when it rests, or half a minute later. @throws UserError `print-unknown` */
export async function followPrint(client: ApiClient, id: string): Promise<PrintRow> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const print = await client.printing.print({ id });
    if (print === null) throw new UserError('print-unknown', `There is no print with the id ${id}.`);
    if (resting.has(print.state) || performance.now() > until) return print;
    await delay(everyMs);
  }
}
