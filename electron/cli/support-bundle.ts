/** `dockhand support-bundle`: a ZIP for whoever helps from afar. It comes out also when the engine does not start. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { entryPoint } from '../../workers/paths.ts';
import type { OfflineOrder } from '../../workers/support/offline.ts';
import { programVersion } from '../host/version.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { describeError, exitCodes } from './exit.ts';
import { saveFile } from './save-file.ts';

/** Milliseconds; it reads a few MB. */
const offlineLimitMs = 120_000;

export const addSupportBundle: AddCommand = (parent, run) => {
  parent
    .command('support-bundle')
    .summary('logs, versions and checks in one file, for whoever helps')
    .description(
      'Writes a ZIP without passwords, keys, e-mail addresses and amounts. Look through it before you send it to anybody.',
    )
    .argument('<file>', 'such as dockhand-support.zip')
    .action((file: string) => run((context) => save(context, resolve(file))));
};

async function save(context: CommandContext, file: string): Promise<number> {
  const { zip, trouble } = await bundle(context);
  const bytes = await saveFile(file, [zip]);
  await context.out.result({ file, bytes, trouble }, () =>
    [
      ...(trouble === null ? [] : [`The engine could not help: ${trouble.message}`]),
      `The support bundle was written to ${file} (${Math.ceil(bytes / 1024)} KB). Look through it before you send it.`,
    ].join('\n'),
  );
  return exitCodes.done;
}

/** From the engine where there is one, else from what lies in the data folder. */
async function bundle({ withEngine, dataDir, signal }: CommandContext) {
  try {
    const file = await withEngine(async ({ client, own }) => {
      await own?.settled();
      return client.system.supportBundle();
    });
    return { zip: new Uint8Array(await file.arrayBuffer()), trouble: null };
  } catch (error) {
    signal.throwIfAborted();
    const trouble = describeError(error);
    const { code: id, message: detail } = trouble;
    const findings = [{ id, title: 'Dockhand does not start', level: 'problem', detail, fix: null }];
    return { zip: await offlineBundle({ dataDir, version: programVersion(), findings }, signal), trouble };
  }
}

async function offlineBundle(order: OfflineOrder, signal: AbortSignal): Promise<Uint8Array> {
  const child = fork(entryPoint('workers/support/offline'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: offlineLimitMs,
    signal,
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process that collects ended without a result (${String(code)}).`);
  });
  const made = once(child, 'message');
  child.send(order);
  const [zip] = (await Promise.race([made, ended])) as [Uint8Array];
  ended.catch(() => undefined);
  return zip;
}
