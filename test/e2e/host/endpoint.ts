/** How a spec reaches the engine of a shell: as the command line does, by what the engine wrote into its data folder. */
import { apiClient, type ApiClient } from '../../../electron/cli/client.ts';
import { readEngineFile } from '../../../electron/supervisor/engine-file.ts';
import { until } from '../../support/until.ts';

export interface Reached {
  url: string;
  token: string;
  client: ApiClient;
}

export async function reachEngine(dataDir: string): Promise<Reached> {
  const found = await until('the engine says where it is', async () => {
    const engine = await readEngineFile(dataDir);
    return engine !== null && engine.url !== null && engine.token !== null
      ? { url: engine.url, token: engine.token }
      : undefined;
  });
  if (found === undefined) throw new Error('The engine did not say where it is.');
  return { ...found, client: apiClient(found) };
}
