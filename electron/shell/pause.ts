/** The pause of all work, as it is asked for in the tray: told to the api, which keeps it. */
import { dialog } from 'electron';
import { apiClient, type ApiClient } from '../cli/client.ts';
import { describeError } from '../cli/exit.ts';
import { startOfTomorrow } from '../cli/tomorrow.ts';
import type { EngineHost } from './engine.ts';

export interface WorkPause {
  forMinutes(minutes: number): void;
  untilTomorrow(): void;
  end(): void;
}

/** What fails is shown: a person who believes that work is paused must not be wrong. */
export function setupPause(
  engine: Pick<EngineHost, 'endpoint'>,
  now: () => Date = () => new Date(),
): WorkPause {
  const ask = async (work: (client: ApiClient) => Promise<unknown>) => {
    try {
      if (engine.endpoint === null) throw new Error('The engine is not ready yet. Try again in a moment.');
      await work(apiClient(engine.endpoint));
    } catch (error) {
      dialog.showErrorBox('Nothing was changed', describeError(error).message);
    }
  };
  const until = (at: number) => void ask((client) => client.system.pause({ until: at }));
  return {
    forMinutes: (minutes) => until(now().getTime() + minutes * 60_000),
    untilTomorrow: () => until(startOfTomorrow(now()).getTime()),
    end: () => void ask((client) => client.system.resume()),
  };
}
