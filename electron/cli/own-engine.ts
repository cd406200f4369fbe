/** An engine in this very process: for `serve`, and for the duration of a command when none is running. */
import { UserError } from '../../workers/errors.ts';
import { fileLogger } from '../../workers/log.ts';
import { dataPaths } from '../../workers/paths.ts';
import type { ChildSnapshot, EngineSnapshot } from '../../workers/protocol.ts';
import { programVersion } from '../host/version.ts';
import { createEngine } from '../supervisor/engine.ts';
import { takeExternalRedis } from '../supervisor/redis/external.ts';
import { ensureRedis } from '../supervisor/redis/find.ts';
import { forkSpawner } from '../supervisor/spawner.ts';
import type { Endpoint } from './client.ts';

export interface OwnEngine {
  readonly endpoint: Endpoint;
  /** Done when every part of it is ready or was given up. */
  settled(): Promise<void>;
  snapshot(): EngineSnapshot;
  /** Ordered, with limits; then the data folder is free again. */
  stop(): Promise<void>;
}

export interface OwnEngineOptions {
  dataDir: string;
  /** 0 is any free one. */
  port: number;
  say: (sentence: string) => void;
  /** Ends a start that is under way, too. */
  signal: AbortSignal;
  /** The claim on the data folder: given back with the engine, also when it does not start. */
  release(): Promise<void>;
}

/**
 * Starts the engine; done when the api answers.
 * @throws UserError when Redis is missing or the api cannot start; the signal's reason when it was aborted. Nothing is left then.
 */
export async function startOwnEngine(options: OwnEngineOptions): Promise<OwnEngine> {
  const { dataDir, port, signal, say } = options;
  try {
    const external = takeExternalRedis(dataDir, process.env);
    if (external === null)
      await ensureRedis({ allowInstall: process.env['DOCKHAND_NO_INSTALL'] === undefined, say });
    signal.throwIfAborted();
    const engine = createEngine({
      dataDir,
      version: programVersion(),
      http: { port },
      spawner: forkSpawner(),
      log: fileLogger(dataPaths(dataDir).logs, 'supervisor'),
      redis: { external },
    });
    engine.onChange(({ children }) => tellTrouble(children, say));
    const abort = () => void engine.stop();
    signal.addEventListener('abort', abort, { once: true });
    try {
      const endpoint = requireEndpoint(await engine.start());
      return {
        endpoint,
        settled: () => engine.settled(),
        snapshot: () => engine.snapshot(),
        async stop() {
          await engine.stop();
          await options.release();
        },
      };
    } catch (error) {
      await engine.stop();
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  } catch (error) {
    await options.release();
    throw error;
  }
}

/** A start that fails is tried again for a while; the person who waits shall know why it takes so long. */
function tellTrouble(children: readonly ChildSnapshot[], say: (sentence: string) => void): void {
  const api = children.find(({ role }) => role === 'api');
  if (api?.state !== 'backing-off' || api.reasons.length > 1) return;
  say(`The engine's api process does not start; it is tried again. ${api.reasons.at(-1)?.reason ?? ''}`);
}

function requireEndpoint({ url, token }: { url: string | null; token: string | null }): Endpoint {
  if (url !== null && token !== null) return { url, token };
  throw new UserError(
    'engine-unreachable',
    'The engine started but does not serve this computer. Start it again.',
  );
}
