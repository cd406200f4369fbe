/** How the console asks: no waiting for a network that the engine does not need, no silent repetition. */
import { QueryClient } from '@tanstack/react-query';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The engine is on this machine: a browser that believes to be offline must not pause anything.
        networkMode: 'always',
        // A lost connection is repeated by the connection itself, and an error of the engine is an answer.
        retry: false,
        refetchOnReconnect: false,
        refetchOnWindowFocus: false,
        staleTime: 2_000,
        gcTime: 5 * 60_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
