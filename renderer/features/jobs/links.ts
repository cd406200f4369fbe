/** From a job to what it works on. Pure. */
import type { JobView } from '../../../workers/api/wire.ts';
import { paths } from '../../routing/paths.ts';
import { texts } from './texts.ts';

/** Null where there is nothing to open. A payload is data: nothing is assumed of its shape. */
export function madeBy(job: Pick<JobView, 'payload'>): { href: string; label: string } | null {
  const payload = job.payload as { importId?: unknown; invoiceId?: unknown } | null;
  if (typeof payload?.importId === 'string') {
    return { href: paths.import(payload.importId), label: texts.job.openImport };
  }
  if (typeof payload?.invoiceId === 'string') {
    return { href: paths.invoice(payload.invoiceId), label: texts.job.invoice };
  }
  return null;
}
