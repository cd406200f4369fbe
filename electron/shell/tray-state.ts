/** What the tray shows: one state of the whole program, and its words. Pure. */
import type { Status } from '../../workers/api/wire.ts';
import type { ChildSnapshot, EngineSnapshot } from '../../workers/protocol.ts';

/**
 * Each has an icon that differs by shape and by colour. `stopped`: there is no engine (yet, or any more). `attention`: a part of it was
 * given up or keeps failing. `working`: jobs are running or waiting to. `idle`: nothing to do.
 */
export const trayStates = ['idle', 'working', 'attention', 'stopped'] as const;
export type TrayState = (typeof trayStates)[number];

export interface TrayView {
  state: TrayState;
  /** One or two lines; Windows cuts after 127 characters. */
  tooltip: string;
}

export function trayView(engine: EngineSnapshot, status: Status | null): TrayView {
  const { children } = engine;
  const failing = children.filter(({ state }) => troubled.has(state));
  if (failing.length > 0) return view('attention', failing.map(troubleWords).join('; '));
  if (children.some(({ role, state }) => role === 'api' && state !== 'ready')) {
    const isStarting = children.some(({ state }) => state === 'starting');
    return view('stopped', isStarting ? 'starting' : 'stopped');
  }
  return status === null ? view('idle', 'ready') : jobsView(status);
}

const troubled = new Set<ChildSnapshot['state']>(['gave-up', 'unresponsive', 'backing-off']);

function troubleWords({ name, state }: ChildSnapshot): string {
  return state === 'gave-up' ? `${name} does not run` : `${name} is being started again`;
}

function jobsView({ queues }: Status): TrayView {
  const sum = (count: 'active' | 'waiting' | 'retrying') =>
    queues.reduce((total, queue) => total + queue[count], 0);
  const running = sum('active');
  const waiting = sum('waiting') + sum('retrying');
  if (running + waiting === 0) return view('idle', 'nothing to do');
  return view('working', `${running} running, ${waiting} waiting`);
}

function view(state: TrayState, words: string): TrayView {
  return { state, tooltip: `Dockhand: ${words}`.slice(0, 127) };
}
