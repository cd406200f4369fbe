/** One engine per data folder and machine: who runs here, and how to reach it. */

/** What engine.json says: how a second start and the CLI reach the engine that runs. */
export interface RunningEngine {
  /** Origin of the api on loopback; null when it serves only its own window. */
  url: string | null;
  token: string | null;
  pid: number;
  /** Milliseconds since 1970 UTC. */
  startedAt: number;
}

export type Claim =
  | { held: true; release(): Promise<void> }
  /** `by` is null while the other one is still starting. */
  | { held: false; by: RunningEngine | null };

export declare function claimDataFolder(dataDir: string): Promise<Claim>;
