/** What the tray shows: one state of the whole program, and its words. Pure. */
import type { Pause, Status } from '../../workers/api/wire.ts';
import type { ChildSnapshot, EngineSnapshot } from '../../workers/protocol.ts';

/**
 * Each has an icon that differs by shape and by colour. `stopped`: there is no engine (yet, or any more). `attention`: a part of it was
 * given up or keeps failing. `paused`: workers take no new job. `working`: jobs are running or waiting to. `idle`: nothing to do.
 */
export const trayStates = ['idle', 'working', 'attention', 'paused', 'stopped'] as const;
export type TrayState = (typeof trayStates)[number];

export interface TrayView {
  state: TrayState;
  /** One or two lines; Windows cuts after 127 characters. */
  tooltip: string;
}

/** @param now ms UTC. */
export function trayView(engine: EngineSnapshot, status: Status | null, now: number): TrayView {
  const { children } = engine;
  const failing = children.filter(({ state }) => troubled.has(state));
  if (failing.length > 0) return view('attention', failing.map(troubleWords).join('; '));
  if (children.some(({ role, state }) => role === 'api' && state !== 'ready')) {
    const isStarting = children.some(({ state }) => state === 'starting');
    return view('stopped', isStarting ? 'starting' : 'stopped');
  }
  return status === null ? view('idle', 'ready') : jobsView(status, now);
}

const troubled = new Set<ChildSnapshot['state']>(['gave-up', 'unresponsive', 'backing-off']);

function troubleWords({ name, state }: ChildSnapshot): string {
  return state === 'gave-up' ? `${name} does not run` : `${name} is being started again`;
}

function jobsView({ queues, pause, openFailures }: Status, now: number): TrayView {
  const { running, waiting } = unfinished(queues);
  const failed = openFailures > 0 ? [`${openFailures} failed`] : [];
  const counts = running + waiting === 0 ? [] : [`${running} running`, `${waiting} waiting`];
  if (pause !== null) return view('paused', [pauseWords(pause, now), ...counts, ...failed].join(', '));
  if (counts.length === 0) return view('idle', ['nothing to do', ...failed].join(', '));
  return view('working', [...counts, ...failed].join(', '));
}

/** Jobs that run, and that are to run as soon as a worker has time. */
export function unfinished(queues: Status['queues']): { running: number; waiting: number } {
  const sum = (count: 'active' | 'waiting' | 'retrying') =>
    queues.reduce((total, queue) => total + queue[count], 0);
  return { running: sum('active'), waiting: sum('waiting') + sum('retrying') };
}

/** By the clock of this computer; the day is told where it is another one. */
function pauseWords({ until }: Pause, now: number): string {
  if (until === null) return 'paused';
  const isToday = new Date(until).toDateString() === new Date(now).toDateString();
  const parts: Intl.DateTimeFormatOptions = isToday
    ? { timeStyle: 'short' }
    : { weekday: 'short', hour: '2-digit', minute: '2-digit' };
  return `paused until ${new Intl.DateTimeFormat('en-GB', parts).format(until)}`;
}

function view(state: TrayState, words: string): TrayView {
  return { state, tooltip: `Dockhand: ${words}`.slice(0, 127) };
}
