/**
 * A long text on its way out: small parts joined to pieces worth sending, and a turn of the event loop between two pieces, so
 * that other calls are answered while a million rows go out. Nothing is read before the receiver asks for it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Characters. Every piece costs a message; a slow receiver holds a few of them. */
const pieceLength = 64 * 1024;

/** @param signal of the request: the source is closed when it aborts. */
export async function* textPieces(
  source: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, void> {
  let piece = '';
  for await (const part of source) {
    // The receiver is gone: leaving the loop closes the source.
    if (signal?.aborted === true) return;
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
    await nextTurn();
  }
  if (piece !== '') yield piece;
}
