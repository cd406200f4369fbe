/** The engine inside Electron: started when the program is, on a data folder that nobody else uses. */
import type { EngineSnapshot, RedisTarget, ToChild } from '../../workers/protocol.ts';
import type { Endpoint } from '../cli/client.ts';
import { claimDataFolder } from '../supervisor/data-folder.ts';
import { createEngine } from '../supervisor/engine.ts';
import { takeExternalRedis } from '../supervisor/redis/external.ts';
import type { ShellOptions } from './command-line.ts';
import { setupDesktop } from './desktop.ts';
import { showOther } from './other-holder.ts';
import { utilitySpawner } from './utility-spawner.ts';
import { fail, whenReady } from './when-ready.ts';

export interface EngineHost {
  /** How the api is reached over HTTP; null until it is ready for the first time. */
  readonly endpoint: Endpoint | null;
  snapshot(): EngineSnapshot;
  /** @returns the function that ends the subscription. */
  onChange(listener: (snapshot: EngineSnapshot) => void): () => void;
  sendToApi(message: ToChild, transfer?: readonly unknown[]): void;
  /** Ordered, within limits, as often as one likes. */
  stop(): Promise<void>;
}

/** HTTP is served here too: by it the command line, and a browser that a person opens, reach the engine that runs. */
export function setupEngine(options: ShellOptions, create: typeof createEngine = createEngine): EngineHost {
  const { dataDir, version, log } = options;
  const { external, trouble } = chosenRedis(dataDir);
  const redis = { external };
  const engine = create({
    dataDir,
    version,
    log,
    http: { port: 0 },
    spawner: utilitySpawner(),
    redis,
    desktop: setupDesktop(options),
  });
  let endpoint: Endpoint | null = null;
  let release: () => Promise<void> = async () => {};

  whenReady(async () => {
    if (trouble !== null) return fail(trouble);
    const claim = await claimDataFolder(dataDir);
    if (!claim.held) return showOther(claim, dataDir);
    release = () => claim.release();
    try {
      const { url, token } = await engine.start();
      if (url !== null && token !== null) endpoint = { url, token };
    } catch (error) {
      await release();
      // A quit in the middle of the start ends it too, and is no failure.
      if (!isStopped(error)) fail(error);
    }
  });

  return {
    get endpoint() {
      return endpoint;
    },
    snapshot: () => engine.snapshot(),
    onChange: (listener) => engine.onChange(listener),
    sendToApi: (message, transfer) => engine.sendToApi(message, transfer),
    async stop() {
      await engine.stop();
      await release();
    },
  };
}

/** Read before Electron is ready, when an error could not be shown yet. */
function chosenRedis(dataDir: string): { external: RedisTarget | null; trouble: unknown } {
  try {
    return { external: takeExternalRedis(dataDir, process.env), trouble: null };
  } catch (error) {
    return { external: null, trouble: error };
  }
}

function isStopped(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'engine-stopped';
}
