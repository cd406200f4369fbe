/** Making sure that many invoices have their PDFs: drawn one by one, kept and recorded in groups, each on its own account. */
import type { Store } from '../store/open.ts';
import { letOthersWrite } from '../store/turns.ts';
import { drawPdf, type DrawnPdf, type EnsuredPdf } from './draw-pdf.ts';
import { ensurePdf, sweepOnce } from './ensure-pdf.ts';
import { keepPdfs, type Kept } from './keep-pdfs.ts';

/** Enough to share a commit; little enough that others need not wait for it, nor much is drawn again after a kill. */
const mostAtOnce = 16;
const mostBytesAtOnce = 4 * 1024 * 1024;

/** How it ended for one of many. */
export type EnsuredOf<Invoice> = { invoice: Invoice } & ({ pdf: EnsuredPdf } | { error: unknown });

/** One that is drawn and not recorded yet, or that has ended. */
type InHand<Invoice> = { invoice: Invoice } & (
  { drawn: DrawnPdf } | { pdf: EnsuredPdf } | { error: unknown }
);

/**
 * `ensurePdf` for many.
 * @param invoices asked for one at a time. When it throws, as a cancelled job's does, what is drawn by then is kept all the same.
 * @returns how each ended, in the same order, up to a group later. An error of the machine (a full disk) is one of theirs.
 * @throws what `invoices` throws; what the database says.
 */
export async function* ensurePdfs<Invoice extends { id: string }>(
  store: Store,
  actor: string,
  invoices: AsyncIterable<Invoice>,
): AsyncGenerator<EnsuredOf<Invoice>> {
  await sweepOnce(store);
  let group: InHand<Invoice>[] = [];
  try {
    for await (const invoice of invoices) {
      group.push({ invoice, ...(await drawn(store, invoice.id)) });
      if (!isFull(group)) continue;
      const full = group;
      group = [];
      yield* await keepGroup(store, actor, full);
    }
  } catch (error) {
    await keepGroup(store, actor, group).catch(() => {
      // The first error says why it ends; what is not recorded is made by the next run.
    });
    throw error;
  }
  yield* await keepGroup(store, actor, group);
}

async function drawn(store: Store, id: string) {
  try {
    const made = await drawPdf(store, id);
    return 'file' in made ? { drawn: made } : { pdf: made };
  } catch (error) {
    return { error };
  }
}

function isFull(group: readonly InHand<unknown>[]): boolean {
  const bytes = group.reduce((sum, one) => sum + ('drawn' in one ? one.drawn.file.length : 0), 0);
  return group.length >= mostAtOnce || bytes >= mostBytesAtOnce;
}

async function keepGroup<Invoice extends { id: string }>(
  store: Store,
  actor: string,
  group: readonly InHand<Invoice>[],
): Promise<EnsuredOf<Invoice>[]> {
  const files = group.flatMap((one) => ('drawn' in one ? [one.drawn] : []));
  let kept: Kept[] = [];
  if (files.length > 0) {
    await letOthersWrite(store);
    kept = await keepPdfs(store, actor, files);
  }
  const ended: EnsuredOf<Invoice>[] = [];
  for (const one of group) {
    if (!('drawn' in one)) {
      ended.push(one);
      continue;
    }
    const { invoice } = one;
    const outcome = kept.shift() ?? { outdated: true };
    ended.push({ invoice, ...('outdated' in outcome ? await again(store, actor, invoice.id) : outcome) });
  }
  return ended;
}

async function again(store: Store, actor: string, id: string) {
  try {
    return { pdf: await ensurePdf(store, actor, id) };
  } catch (error) {
    return { error };
  }
}
