/** The router as seen from the command line: typed by its contract, over HTTP on loopback. */
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../workers/api/contract.ts';

export type ApiClient = ContractRouterClient<typeof contract>;

export interface Endpoint {
  /** Origin, such as `http://127.0.0.1:41873`. */
  url: string;
  token: string;
}

/** @param signal ends every call. */
export function apiClient({ url, token }: Endpoint, signal?: AbortSignal): ApiClient {
  const link = new RPCLink({
    url: `${url}/rpc`,
    headers: { authorization: `Bearer ${token}` },
    fetch: (request, init) =>
      fetch(request, {
        ...init,
        signal: signal === undefined ? request.signal : AbortSignal.any([request.signal, signal]),
      }),
  });
  return createORPCClient(link);
}

/**
 * Whether an error means that the engine is not there (any more), rather than that it answered with a refusal. `fetch` reports a
 * refused or a broken connection as a TypeError; an engine that is stopping may answer 503, or with another engine's 401 when a
 * new one has taken over its port.
 */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof ORPCError) return error.status === 503 || error.status === 401;
  if (error instanceof TypeError) return true;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || name === 'SocketError';
}
