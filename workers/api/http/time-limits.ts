/** A sender that gives its bytes by drops, or stops, must not hold a connection for ever. */
import type { IncomingMessage } from 'node:http';

/** Breaks the connection off when no byte has come for about so long. @returns ends the watch. */
export function endWhenIdle(request: IncomingMessage, ms: number): () => void {
  // Looks at the socket: a listener for the request's data would set it flowing before anybody reads it.
  let seen = request.socket.bytesRead;
  const watch = setInterval(() => {
    const now = request.socket.bytesRead;
    if (now === seen && !request.complete) request.destroy();
    seen = now;
  }, ms);
  const stop = () => {
    clearInterval(watch);
  };
  request.once('close', stop);
  return stop;
}

/** Breaks the connection off when the body has not come as a whole in time. */
export function endWhenSlow(request: IncomingMessage, ms: number): void {
  const limit = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms);
  const stop = () => {
    clearTimeout(limit);
  };
  request.once('end', stop);
  request.once('close', stop);
}
