/** The api child's server: one router, over MessagePorts to the window and over HTTP on loopback to the browser and the CLI. */
import type { ChildContext } from '../child.ts';
import type { EngineSnapshot } from '../protocol.ts';

export interface ApiServer {
  /** Such as `http://127.0.0.1:41873`; null when HTTP is not served. */
  readonly url: string | null;
  /** Serves the router over one end of a channel: Electron's MessagePortMain as it arrives in a utility process, or Node's MessagePort. */
  connect(port: unknown): void;
  /** What the supervisor said last; shown by `status` and used by `doctor`. */
  engineChanged(engine: EngineSnapshot): void;
  /** Ends streams and connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Opens the doors. The store must be migrated.
 * @throws UserError `port-in-use` when the configured port is taken.
 */
export async function serveApi(_context: ChildContext): Promise<ApiServer> {
  throw new Error('not built yet');
}
