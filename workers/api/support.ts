/** The support bundle of the engine that runs. */
import { supportBundle } from '../support/bundle.ts';
import { databaseParts } from '../support/database-parts.ts';
import type { ApiContext } from './context.ts';
import { examine } from './doctor/examine.ts';
import { statusNow } from './status.ts';

/** A ZIP of a few MB at most. A part that cannot be read says so within. */
export async function supportFile(context: ApiContext, signal: AbortSignal | undefined): Promise<File> {
  const { store, engine } = context;
  const now = store.clock.now();
  const zip = await supportBundle({
    paths: store.paths,
    version: engine.latest?.version ?? 'unknown',
    now,
    parts: {
      doctor: () => examine(context, signal),
      engine: () => engine.latest,
      queues: async () => (await statusNow(context)).queues,
      ...databaseParts(store),
    },
  });
  const day = new Date(now).toISOString().slice(0, 10);
  return new File([new Uint8Array(zip)], `dockhand-support-${day}.zip`, { type: 'application/zip' });
}
