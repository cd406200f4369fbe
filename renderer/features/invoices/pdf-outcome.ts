/** What became of a job that makes PDFs, from its result, whether it was for one invoice or for many. Pure. */
import type { BatchResult } from '../../../workers/api/wire.ts';

/** Null when the result says nothing. A result is data: nothing is assumed of its shape. */
export function pdfOutcome(result: unknown): BatchResult | null {
  if (typeof result !== 'object' || result === null) return null;
  const { made, unchanged, failed, failedUnlisted } = result as Record<string, unknown>;
  if (typeof made === 'number') {
    return {
      made,
      unchanged: typeof unchanged === 'number' ? unchanged : 0,
      failed: Array.isArray(failed) ? (failed as BatchResult['failed']) : [],
      failedUnlisted: typeof failedUnlisted === 'number' ? failedUnlisted : 0,
    };
  }
  if (typeof made === 'boolean') {
    return { made: made ? 1 : 0, unchanged: made ? 0 : 1, failed: [], failedUnlisted: 0 };
  }
  return null;
}
