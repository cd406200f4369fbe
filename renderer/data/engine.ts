/** Everything a screen needs of the engine, made once at start and handed down by context. */
import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Status } from '../../workers/api/wire.ts';
import type { Client } from '../transport/client.ts';
import { createConnection, pageVisibility, type Connection } from '../transport/connection.ts';
import type { ConnectionState } from '../transport/connection-state.ts';
import { openTransport, type Transport } from '../transport/transport.ts';
import { createQueryClient } from './query-client.ts';
import { createValueStore, useValue, type ValueStore } from './store.ts';

export interface Engine {
  transport: Transport;
  client: Client;
  /** Keys and options of queries, one entry for each call of the contract. */
  api: RouterUtils<Client>;
  queries: QueryClient;
  connection: Connection;
  /** Null until the engine has been heard. */
  status: ValueStore<Status | null>;
}

export function createEngine(): Engine {
  const transport = openTransport();
  const client: Client = createORPCClient(transport.link);
  const queries = createQueryClient();
  const status = createValueStore<Status | null>(null);
  const connection = createConnection(
    {
      watchStatus: (signal) => client.system.watchStatus(undefined, { signal }),
      status: (signal) => client.system.status(undefined, { signal }),
    },
    pageVisibility,
    (next) => {
      status.set(next);
    },
  );
  refreshAfterLoss(connection, queries);
  return { transport, client, api: createTanstackQueryUtils(client), queries, connection, status };
}

/** Pushes were missed while the connection was away: what is on the screen is asked again. */
function refreshAfterLoss(connection: Connection, queries: QueryClient): void {
  let wasAway = false;
  connection.subscribe(() => {
    const { name } = connection.state();
    if (name === 'lost' || name === 'paused') wasAway = true;
    if (name !== 'online' || !wasAway) return;
    wasAway = false;
    void queries.invalidateQueries();
  });
}

const EngineContext = createContext<Engine | null>(null);
export const EngineProvider = EngineContext.Provider;

export function useEngine(): Engine {
  const engine = useContext(EngineContext);
  if (engine === null) throw new Error('useEngine outside of EngineProvider');
  return engine;
}

/** Null until the engine has been heard; then the newest. */
export function useStatus(): Status | null {
  return useValue(useEngine().status);
}

export function useConnection(): ConnectionState {
  const { connection } = useEngine();
  return useSyncExternalStore(
    (listener) => connection.subscribe(listener),
    () => connection.state(),
  );
}
