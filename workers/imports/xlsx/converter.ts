/** The hold on the thread that converts a sheet. */
import { Worker } from 'node:worker_threads';
import { errorInfo, UserError } from '../../errors.ts';
import { entryPoint } from '../../paths.ts';
import type { Converted, ConvertOrder } from './convert.ts';
import type { FromConverter } from './convert-thread.ts';
import { tooLarge } from './faults.ts';

/** Whatever the workbook, for nothing of it is held: the thread collects its garbage sooner for it. */
const limits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

/** @throws UserError as `convertSheet`, `converter-failed`; the signal's reason when it was aborted. */
export async function convertInThread(order: ConvertOrder, signal?: AbortSignal): Promise<Converted> {
  signal?.throwIfAborted();
  const thread = new Worker(entryPoint('workers/imports/xlsx/convert-thread'), {
    workerData: order,
    resourceLimits: limits,
    name: 'sheet-converter',
  });
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  const interrupt = () => void thread.terminate();
  signal?.addEventListener('abort', interrupt);
  try {
    return await new Promise<Converted>((resolve, reject) => {
      thread.on('message', (message: FromConverter) => {
        if (message.type === 'converted') resolve(message.converted);
        else reject(new UserError(message.error.code, message.error.message));
      });
      thread.on('error', (error) => reject(crash(error)));
      thread.on('exit', () => reject(ranAway()));
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    // Its files are closed only when it has ended.
    await ended;
  }
}

function crash(error: Error): UserError {
  const { code, message } = errorInfo(error);
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return tooLarge('reading it takes more memory than it may');
  return new UserError('converter-failed', `Reading the workbook failed: ${message}`);
}

function ranAway(): UserError {
  return new UserError(
    'converter-failed',
    'Reading the workbook ended before its end. Choose the file again.',
  );
}
