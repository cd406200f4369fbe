/** engine.json: how a second start and the CLI reach the engine that runs on a data folder. */
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { dataPaths } from '../../workers/paths.ts';
import { readJson, writePrivateJson } from './private-file.ts';

const runningEngine = z.object({
  /** Origin of the api on loopback; null when it serves only its own window. */
  url: z.string().nullable(),
  token: z.string().nullable(),
  pid: z.int().positive(),
  /** Milliseconds since 1970 UTC. */
  startedAt: z.number(),
});

/** What engine.json says. It may be that of an engine that was killed: only the claim on the folder tells. */
export type RunningEngine = z.output<typeof runningEngine>;

export async function readEngineFile(dataDir: string): Promise<RunningEngine | null> {
  return runningEngine
    .nullable()
    .catch(null)
    .parse(await readJson(dataPaths(dataDir).engine));
}

export function writeEngineFile(dataDir: string, engine: RunningEngine): Promise<void> {
  return writePrivateJson(dataPaths(dataDir).engine, engine);
}

export function removeEngineFile(dataDir: string): Promise<void> {
  return rm(dataPaths(dataDir).engine, { force: true });
}
