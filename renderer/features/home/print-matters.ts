/** What of the prints asks for a person. Pure. */
import type { Page, PrintRow, PrintState } from '../../../workers/api/wire.ts';
import { paths } from '../../routing/paths.ts';
import type { Matter } from './matters.ts';
import { texts } from './texts.ts';

/** Those that wait for their printer, newest first, with how many prints are in which state. */
export type HeldPrints = Page<PrintRow> & { counts: Partial<Record<PrintState, number>> };

/** Prints of which nobody knows whether they came out, and a printer that is away: one matter each, however many they are. */
export function printMatters({ rows, counts }: HeldPrints): Matter[] {
  const { unknown = 0, held = 0 } = counts;
  const matters: Matter[] = [];
  if (unknown > 0)
    matters.push({
      key: 'prints/unknown',
      tone: 'attention',
      title: texts.attention.doubtfulPrints(unknown),
      text: texts.attention.doubtfulPrintsText,
      href: paths.prints({ state: 'unknown' }),
      at: 0,
    });
  if (held > 0)
    matters.push({
      key: 'prints/held',
      tone: 'attention',
      title: texts.attention.heldPrints(held),
      text: rows[0]?.message ?? '',
      href: paths.prints({ state: 'held' }),
      at: 0,
    });
  return matters;
}
