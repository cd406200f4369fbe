/** The writing side's hold on the parsing thread. */
import { Worker } from 'node:worker_threads';
import { UserError, type ErrorInfo } from '../errors.ts';
import { entryPoint } from '../paths.ts';
import type { ParseOrder } from './parse-file.ts';
import type { Window, WindowBuffers } from './window.ts';

export type FromParser =
  | { type: 'window'; window: Window }
  | { type: 'moving'; done: number }
  | { type: 'failed'; error: ErrorInfo };

/** A window is written, and its memory may be filled again. */
export type ToParser = WindowBuffers;

/** Enough for a window's keys and its refused rows twice over; the thread collects its garbage sooner for it. */
const limits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

/**
 * Starts the thread and gives its windows in order. Taking the next one gives the last one back; leaving early ends the thread.
 * @param moving called when the file is read on though no window came.
 * @throws UserError what the parsing side found, or `parser-failed`
 */
export async function* parsedWindows(
  order: ParseOrder,
  moving: (done: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Window> {
  signal.throwIfAborted();
  const thread = new Worker(entryPoint('workers/imports/parse-thread'), {
    workerData: order,
    resourceLimits: limits,
    name: 'import-parser',
  });
  const arrived: FromParser[] = [];
  let wake = () => {};
  let ended = false;
  thread.on('message', (message: FromParser) => {
    arrived.push(message);
    wake();
  });
  thread.on('error', (error) => {
    arrived.push({ type: 'failed', error: crash(error) });
    wake();
  });
  thread.on('exit', () => {
    ended = true;
    wake();
  });
  const interrupt = () => wake();
  signal.addEventListener('abort', interrupt);
  try {
    for (;;) {
      signal.throwIfAborted();
      const message = arrived.shift();
      if (message === undefined) {
        if (ended)
          throw new UserError(
            'parser-failed',
            'Reading the file ended before its end. Start the import again.',
          );
        await new Promise<void>((resolve) => (wake = resolve));
      } else if (message.type === 'moving') {
        moving(message.done);
      } else if (message.type === 'failed') {
        throw new UserError(message.error.code, message.error.message);
      } else {
        const { window } = message;
        const buffers: ToParser = { bytes: window.bytes.buffer, lines: window.lines.buffer };
        yield window;
        if (window.last) return;
        thread.postMessage(buffers, [buffers.bytes, buffers.lines]);
      }
    }
  } finally {
    signal.removeEventListener('abort', interrupt);
    if (!ended) await thread.terminate();
  }
}

function crash(error: Error): ErrorInfo {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      code: 'parser-failed',
      message: 'Reading the file took more memory than it may. Check that this is a table in CSV form.',
    };
  }
  return { code: 'parser-failed', message: `Reading the file failed: ${error.message}` };
}
