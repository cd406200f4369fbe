/** Tells a person by messages of the system what has changed while nobody looks: failures, imports that are done, parts that do not run. */
import { apiClient } from '../cli/client.ts';
import type { EngineHost } from './engine.ts';
import { endedImports, engineNews, failureBatch, importsMessage, quietMs, type DoneImport } from './news.ts';
import type { Notify } from './notify.ts';
import type { Quit } from './quit.ts';
import type { StatusFeed } from './status-feed.ts';
import type { MainWindow } from './window.ts';

interface NewsParts {
  engine: EngineHost;
  quit: Pick<Quit, 'isUnderWay' | 'onBegin'>;
  status: StatusFeed;
  window: Pick<MainWindow, 'isVisible'>;
  notify: Notify;
}

export function setupNews({ engine, quit, status, window, notify }: NewsParts): void {
  const failures = failureBatch();
  let engineBefore = engine.snapshot();
  let ended: number | null = null;
  let toldUntil = Date.now();
  const timers = new Set<NodeJS.Timeout>();
  quit.onBegin(() => {
    for (const timer of timers) clearTimeout(timer);
  });
  const later = (work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, quietMs);
    timers.add(timer);
  };

  const lookAtFailures = () => {
    if (status.latest === null || quit.isUnderWay) return;
    const message = failures.look(status.latest.openFailures, Date.now());
    if (message !== null) notify(message);
  };
  const lookAtImports = async () => {
    const done = await importsSince(engine, toldUntil);
    toldUntil = Math.max(toldUntil, ...done.map(({ finishedAt }) => finishedAt));
    // Whoever sees the console sees it there.
    const message = window.isVisible ? null : importsMessage(done);
    if (message !== null && !quit.isUnderWay) notify(message);
  };

  engine.onChange((snapshot) => {
    const message = quit.isUnderWay ? null : engineNews(engineBefore, snapshot);
    engineBefore = snapshot;
    if (message !== null) notify(message);
  });
  let openFailures = 0;
  status.onChange((next) => {
    if (next === null) return;
    lookAtFailures();
    if (next.openFailures !== openFailures) later(lookAtFailures);
    openFailures = next.openFailures;
    const imports = endedImports(next);
    if (ended !== null && imports > ended) later(() => void lookAtImports());
    ended = imports;
  });
}

/** Those that wrote something, newest last; none when the api is away. @param since ms UTC. */
async function importsSince(
  { endpoint }: Pick<EngineHost, 'endpoint'>,
  since: number,
): Promise<(DoneImport & { finishedAt: number })[]> {
  if (endpoint === null) return [];
  try {
    const { rows } = await apiClient(endpoint).imports.list({ limit: 20 });
    return rows
      .flatMap((view) => (view.finishedAt === null ? [] : [{ ...view, finishedAt: view.finishedAt }]))
      .filter(({ state, dryRun, finishedAt }) => state === 'done' && !dryRun && finishedAt > since)
      .toReversed();
  } catch {
    return [];
  }
}
