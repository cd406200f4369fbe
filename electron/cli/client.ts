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
 * refused or a broken connection as a TypeError with a cause (one without is a mistake in this program); an engine that is stopping
 * may answer 503, and another one that has taken over its port 401.
 */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof ORPCError) return error.status === 503 || error.status === 401;
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError) return error.cause !== undefined;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'UND_ERR_SOCKET';
}
