/** `PUT /upload?name=…`: the body goes straight into the staging area, whatever its size, and never into memory. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from '../../errors.ts';
import { stageFile } from '../../imports/stage.ts';
import type { ApiContext } from '../context.ts';
import { httpError } from '../errors.ts';
import { sendJson, sendText } from './send.ts';
import { endWhenIdle } from './time-limits.ts';

/** @param idleMs without a byte after which it is given up. */
export async function receiveUpload(
  context: ApiContext,
  query: URLSearchParams,
  idleMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'PUT') {
    response.setHeader('allow', 'PUT');
    sendText(response, 405, 'Send the file with PUT.');
    return;
  }
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('The upload was broken off.'));
  });
  const stopWatching = endWhenIdle(request, idleMs);
  try {
    const name = fileName(query.get('name'));
    const staged = await stageFile(context.store, request, name, gone.signal);
    sendJson(response, 200, staged);
  } catch (error) {
    // What nobody waits for is no fault; what was staged so far is removed by whoever staged it.
    if (gone.signal.aborted) return;
    const { status, body } = httpError(error, context, 'upload');
    sendJson(response, status, body);
    // The sender reads the answer only when its body has been taken.
    request.resume();
  } finally {
    stopWatching();
  }
}

/** What the person calls the file: shown, never used as a path. */
function fileName(given: string | null): string {
  // A browser may send a whole path with backslashes.
  const name = (given ?? '').replaceAll('\\', '/').split('/').at(-1)?.trim() ?? '';
  const readable = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 255);
  if (readable === '')
    throw new UserError('name-missing', 'Say what the file is called: PUT /upload?name=carriers.csv.');
  return readable;
}
