/** The real supervisor in a process of its own, so that it can be killed too: `supervisor.js WORKER DATA-FOLDER`. Tells its snapshots. */
import { claimDataFolder } from '../../electron/supervisor/data-folder.ts';
import { createEngine } from '../../electron/supervisor/engine.ts';
import { policies } from '../../electron/supervisor/policy.ts';
import { forkSpawner } from '../../electron/supervisor/spawner.ts';
import { fileLogger } from '../../workers/log.ts';
import { dataPaths } from '../../workers/paths.ts';

const [worker = '', dataDir = ''] = process.argv.slice(2);

const claim = await claimDataFolder(dataDir);
if (!claim.held) throw new Error('Another supervisor still holds the data folder.');

/**
 * The product gives a child up that ends ten times in five minutes, and pauses longer after each end in a row: right for a child
 * that will not live, and not what is tried here. All other limits are the product's.
 */
const tireless = Object.fromEntries(
  Object.entries(policies).map(([role, policy]) => [
    role,
    { ...policy, crashLimit: 1_000_000, backoffCapMs: policy.backoffBaseMs },
  ]),
) as typeof policies;

const engine = createEngine(
  {
    dataDir,
    version: 'chaos',
    http: null,
    spawner: forkSpawner(worker),
    log: fileLogger(dataPaths(dataDir).logs, 'supervisor'),
    pressWorkers: 2,
  },
  { policies: tireless },
);
engine.onChange((snapshot) => process.send?.(snapshot));
async function stop(exitCode: number): Promise<void> {
  await engine.stop();
  if (claim.held) await claim.release();
  process.exit(exitCode);
}
process.once('message', () => void stop(0));
// Whoever started this is gone: nothing is to be left.
process.once('disconnect', () => void stop(1));
await engine.start();
