/** The job `print/document`: hands one document to the print system. See workers/printing/README.md. */
import { printSystem } from '../printing/choose-system.ts';
import { handOver, type PrintOutcome } from '../printing/hand-over.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';

/** Nobody can ask a spooler whether it has taken a document: after a crash a person looks. */
const declared = { inDoubt: 'ask' } as const;

export const printDocument: JobHandler<PayloadOf<'print/document'>, PrintOutcome> = (context) =>
  handOver(context, declared, () => printSystem(context));
