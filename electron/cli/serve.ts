/** `dockhand serve`: the engine with its console in a browser, until it is told to end. */
import { once } from 'node:events';
import { wholeNumber, type AddCommand } from './command.ts';
import type { Endpoint } from './client.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { findEngine } from './find-engine.ts';
import { startOwnEngine } from './own-engine.ts';

export const addServe: AddCommand = (parent, run) => {
  parent
    .command('serve')
    .summary('run, with the console in a browser')
    .description(
      'Runs Dockhand until Ctrl+C. With --json one line {"url","token","pid"} says when it is ready.',
    )
    .option('--port <n>', 'port on 127.0.0.1; any free one by default', wholeNumber('--port', 0, 65_535), 0)
    .action(({ port }: { port: number }) => run((context) => serve(context, port)));
};

async function serve({ dataDir, out, signal }: CommandContext, port: number): Promise<number> {
  const say = (sentence: string) => out.say(sentence);
  const found = await findEngine({ dataDir, say, signal });
  if ('running' in found) {
    const { pid, ...endpoint } = found.running;
    say(`Dockhand already runs on ${dataDir} (process ${pid}).`);
    await announce(out, endpoint, pid);
    return exitCodes.done;
  }
  const engine = await startOwnEngine({ dataDir, port, say, signal, release: () => found.release() });
  await announce(out, engine.endpoint, process.pid);
  if (!signal.aborted) await once(signal, 'abort');
  say('Stopping …');
  await engine.stop();
  return exitCodes.done;
}

async function announce(out: CommandContext['out'], { url, token }: Endpoint, pid: number): Promise<void> {
  await out.result(
    { url, token, pid },
    // The token is in the fragment: browsers never send that, and the page takes it out of the address at once.
    () => `Dockhand is ready. Open the console: ${url}/#token=${token}`,
  );
}
