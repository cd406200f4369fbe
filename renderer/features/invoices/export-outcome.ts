/** What became of a job that makes one file of many invoices, from its result. Pure. */
import type { ExportResult } from '../../../workers/api/wire.ts';

/** Null when there is no file. A result is data: nothing is assumed of its shape. */
export function exportOutcome(result: unknown): Omit<ExportResult, 'file'> | null {
  if (typeof result !== 'object' || result === null) return null;
  const { format, file, included, failed, failedUnlisted } = result as Record<string, unknown>;
  if ((format !== 'pdf' && format !== 'zip') || typeof included !== 'number') return null;
  if (typeof file !== 'object' || file === null) return null;
  return {
    format,
    included,
    failed: Array.isArray(failed) ? (failed as ExportResult['failed']) : [],
    failedUnlisted: typeof failedUnlisted === 'number' ? failedUnlisted : 0,
  };
}
