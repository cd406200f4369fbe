/** A question of a real worker process to the program around it, and the answer. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forkSpawner } from '../../../electron/supervisor/spawner.ts';
import { workerLaunch } from '../../../electron/supervisor/worker-process.ts';
import { headlessDesktop, type DesktopHost } from '../../../electron/host/desktop.ts';
import { dataFolder } from './support.ts';

async function answerFor(desktop: DesktopHost): Promise<unknown> {
  const dataDir = dataFolder();
  const script = join(import.meta.dirname, '../../fixtures/desktop/asking-worker.ts');
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const exited = Promise.withResolvers<void>();
  const launch = workerLaunch({
    name: 'api',
    role: 'api',
    spawner: forkSpawner(script),
    desktop,
    configure: (instanceId) => ({
      name: 'api',
      role: 'api',
      instanceId,
      dataDir,
      redis: { host: '127.0.0.1', port: 1, password: '' },
      http: null,
    }),
    onMessage: (message) => {
      if (message.type === 'ready') resolve(JSON.parse(message.url ?? 'null'));
    },
    onHandle() {},
    onMemory() {},
  });
  const worker = launch('instance', (event) => {
    if (event.type !== 'exited') return;
    reject(new Error(event.reason));
    exited.resolve();
  });
  try {
    return await promise;
  } finally {
    worker.kill('SIGKILL');
    await exited.promise;
  }
}

it('is answered by the host, in the worker’s own process', async () => {
  const printers = [{ name: 'Office', details: 'HP' }];
  const host: DesktopHost = {
    answer: (ask) => Promise.resolve({ kind: ask.kind === 'printers' ? 'printers' : 'printed', printers }),
  };
  expect(await answerFor(host)).toEqual({ kind: 'printers', printers });
  expect(await answerFor(headlessDesktop)).toMatchObject({ kind: 'refused', code: 'desktop-missing' });
});
