/** Entry of the thread that parses, maps and validates while the main thread writes. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorInfo } from '../errors.ts';
import { parseFile, type ParseOrder } from './parse-file.ts';
import type { FromParser, ToParser } from './parser.ts';
import { WindowPacker, type Window } from './window.ts';

/** Windows that may wait for the writing side: one more, so that neither side waits for the other's turn-around. */
const ahead = 2;

if (parentPort === null) throw new Error('parse-thread is started as a worker thread.');
const port = parentPort;
const send = (message: FromParser, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
const packer = new WindowPacker();
let credit = ahead;
let room: (() => void) | null = null;

port.on('message', (buffers: ToParser) => {
  packer.giveBack(buffers);
  credit += 1;
  room?.();
});

async function hand(window: Window): Promise<void> {
  send({ type: 'window', window }, [window.bytes.buffer, window.lines.buffer]);
  credit -= 1;
  // The main thread's message gives credit while this waits.
  // oxlint-disable-next-line no-unmodified-loop-condition
  while (credit === 0 && !window.last) await new Promise<void>((resolve) => (room = resolve));
}

try {
  await parseFile(workerData as ParseOrder, packer, {
    window: hand,
    moving: (done) => send({ type: 'moving', done }),
  });
} catch (error) {
  send({ type: 'failed', error: errorInfo(error) });
} finally {
  port.close();
}
