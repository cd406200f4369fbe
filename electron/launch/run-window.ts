/** Starting Electron from a checkout, and staying with it until it ends. */
import { spawn } from 'node:child_process';
import { programRoot } from '../../workers/paths.ts';
import { externalRedis } from '../supervisor/redis/external.ts';
import { ensureRedis } from '../supervisor/redis/find.ts';
import { fetchElectron, findElectron } from './electron-binary.ts';
import { endSignals } from '../host/signals.ts';
import type { StartOptions } from './start-options.ts';
import { noWindowBecause } from './window-or-browser.ts';

/** An Electron that fails sooner has not got as far as its window: the machine cannot run it. */
const failedAtOnceMs = 10_000;

/**
 * @returns false when no window can be had here; why is said.
 * @throws UserError when there is no Redis and none can be got.
 */
export async function runWindow(options: StartOptions, say: (sentence: string) => void): Promise<boolean> {
  const obstacle = noWindowBecause({ platform: process.platform, env: process.env, uid: process.getuid?.() });
  if (obstacle !== null) return without(obstacle, say);
  const installed = findElectron();
  const electron = installed === null ? await fetchElectron(say) : { path: installed };
  if (electron.path === null) return without(`Electron is not here: ${electron.why}`, say);
  if (externalRedis(options.dataDir, process.env) === null) await ensureRedis({ allowInstall: true, say });
  const startedAt = Date.now();
  const { code, signal } = await runElectron(electron.path, options);
  if (code === 0 || signal !== null || Date.now() - startedAt > failedAtOnceMs) {
    process.exitCode = code ?? 1;
    return true;
  }
  return without(`Electron ended at once (${code}); its messages are above`, say);
}

function without(why: string, say: (sentence: string) => void): false {
  say(`No window, because ${why}. The console opens in a browser instead.`);
  return false;
}

function runElectron(
  path: string,
  { dataDir, hidden }: StartOptions,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const env = { ...process.env };
  // Set by some editors' terminals; Electron would then be a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  return new Promise((done, fail) => {
    const args = [programRoot, '--data', dataDir, ...(hidden ? ['--hidden'] : [])];
    const child = spawn(path, args, { stdio: 'inherit', env });
    // Ctrl+C reaches Electron by itself; the others only through us. Either way its end is waited for.
    const forward = (signal: NodeJS.Signals) => void (signal !== 'SIGINT' && child.kill(signal));
    for (const signal of endSignals) process.on(signal, forward);
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      for (const name of endSignals) process.off(name, forward);
      done({ code, signal });
    });
  });
}
