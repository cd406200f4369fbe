/** One call of the program: arguments in, exit code out, errors as words or as JSON, never a stack. */
import { CommanderError } from 'commander';
import { dataDir } from '../host/data-dir.ts';
import { programVersion } from '../host/version.ts';
import type { Action } from './command.ts';
import { commandContext } from './context.ts';
import { describeError, exitCodes, Interrupted } from './exit.ts';
import { listenForInterruption } from './interruption.ts';
import { Output, type OutputStreams } from './output.ts';
import { buildProgram, type GlobalOptions } from './program.ts';

/** @param args without node and script. @returns the exit code, when everything is printed and stopped. */
export async function runCli(args: readonly string[], streams: OutputStreams): Promise<number> {
  const out = new Output(wantsJson(args), streams);
  try {
    return await runCommand(args, out);
  } catch (error) {
    return await report(error, out);
  } finally {
    await out.flush();
  }
}

/** Known before the arguments are understood, so that a mistake in them is reported the way that was asked for. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).includes('--json');
}

async function runCommand(args: readonly string[], out: Output): Promise<number> {
  let exitCode: number = exitCodes.done;
  let help = '';
  const print = (text: string) => (help += text);
  const run = async (action: Action) => {
    const { data } = program.opts<GlobalOptions>();
    const interruption = listenForInterruption((sentence) => out.say(sentence));
    try {
      const { signal } = interruption;
      exitCode = await action(commandContext({ dataDir: dataDir(data), out, signal }));
    } finally {
      interruption.dispose();
    }
  };
  const program = buildProgram(programVersion(), run, print);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    await out.result({ text: help.trimEnd() }, () => help);
  }
  return exitCode;
}

async function report(error: unknown, out: Output): Promise<number> {
  const info = error instanceof CommanderError ? usageError(error) : describeError(error);
  if (out.json) await out.result({ error: info }, () => '');
  else out.say(info.message);
  return error instanceof Interrupted ? exitCodes[error.by] : exitCodes.failed;
}

/** Commander's own words are good, once the prefix is off. With no command at all it "fails" by showing its help. */
function usageError({ code, message }: CommanderError) {
  if (code === 'commander.help')
    return { code: 'usage', message: 'Which command? dockhand --help lists them.' };
  return { code: 'usage', message: `${message.replace(/^error: /, '')} (dockhand --help)` };
}
