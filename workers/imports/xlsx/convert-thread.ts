/** Entry of the thread that converts a sheet. */
import { parentPort, workerData } from 'node:worker_threads';
import { errorInfo, type ErrorInfo } from '../../errors.ts';
import { convertSheet, type Converted, type ConvertOrder } from './convert.ts';

export type FromConverter =
  { type: 'converted'; converted: Converted } | { type: 'failed'; error: ErrorInfo };

if (parentPort === null) throw new Error('convert-thread is started as a worker thread.');
const port = parentPort;
const send = (message: FromConverter) => port.postMessage(message);

try {
  send({ type: 'converted', converted: await convertSheet(workerData as ConvertOrder) });
} catch (error) {
  send({ type: 'failed', error: errorInfo(error) });
} finally {
  port.close();
}
