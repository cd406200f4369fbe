/** The engine's end before the program's own. */
import { app } from 'electron';
import { errorInfo } from '../../workers/errors.ts';
import type { ShellOptions } from './command-line.ts';
import type { EngineHost } from './engine.ts';

/** Longer than all the engine's limits together: a fault in them must not keep the program alive. */
const stopLimitMs = 60_000;

/** Done when the engine has ended in order, or could not: then the log says why. Ends the program where it takes too long. */
export async function stopEngine(
  engine: Pick<EngineHost, 'stop'>,
  { log }: Pick<ShellOptions, 'log'>,
): Promise<void> {
  const limit = setTimeout(() => app.exit(1), stopLimitMs);
  try {
    await engine.stop();
  } catch (error) {
    log.error('stop-failed', { reason: errorInfo(error).message });
  }
  clearTimeout(limit);
}
