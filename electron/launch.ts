/**
 * What `npm start` and `npm run dockhand` run, straight from source: makes sure that Node, the build and a Redis are there, then
 * hands over to Electron, or to the headless program where there is no Electron or no display. See launch/README.md.
 *
 *     node electron/launch.ts [--data DIR] [--port N] [--headless] [--hidden]
 *     node electron/launch.ts cli ARGS…
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programRoot } from '../workers/paths.ts';
import { ensureBuilt } from './launch/build.ts';
import { followShell } from './launch/follow-shell.ts';
import { nodeTooOld } from './launch/node-version.ts';
import { runWindow } from './launch/run-window.ts';
import { startOptions } from './launch/start-options.ts';

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** In this process: signals, terminal and exit code are then those of the program itself. */
async function runHeadless(args: readonly string[]): Promise<void> {
  const program = join(programRoot, 'dist', 'electron', 'headless.js');
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}

async function start(args: readonly string[]): Promise<void> {
  const options = startOptions(args);
  await ensureBuilt(say);
  if (!options.headless && (await runWindow(options, say))) return;
  await runHeadless(options.serveArgs);
}

async function main(args: readonly string[]): Promise<void> {
  const { INIT_CWD: from, npm_lifecycle_event: script } = process.env;
  if (script === 'start' || script === 'dockhand') {
    followShell();
    // npm changes to the program's folder; paths on the command line are meant as seen from where the person stands.
    if (from !== undefined) process.chdir(from);
  }
  if (args[0] !== 'cli') return start(args);
  await ensureBuilt(say);
  return runHeadless(args.slice(1));
}

const complaint = nodeTooOld(process.versions.node);
try {
  if (complaint !== null) throw new Error(complaint);
  await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
