/** The engine in one word and one tone. Pure. */
import type { Status } from '../../workers/api/wire.ts';
import type { ChildState } from '../../workers/protocol.ts';
import type { Tone } from '../theme/palette.ts';
import type { ConnectionState } from '../transport/connection-state.ts';
import { texts } from './texts.ts';

export interface EngineSummary {
  tone: Tone;
  label: string;
}

/** Worst first: the first that any child is in says it for all. */
const verdicts: { states: ChildState[]; tone: Tone; label: string }[] = [
  { states: ['gave-up'], tone: 'bad', label: texts.engine.needsHelp },
  { states: ['unresponsive', 'backing-off'], tone: 'attention', label: texts.engine.recovering },
  { states: ['starting', 'stopping', 'stopped'], tone: 'running', label: texts.engine.starting },
];

export function engineSummary(connection: ConnectionState, status: Status | null): EngineSummary {
  if (connection.name === 'lost') return { tone: 'bad', label: texts.engine.notConnected };
  if (status === null) return { tone: 'waiting', label: texts.engine.connecting };
  const children = status.engine?.children ?? [];
  if (children.length === 0) return { tone: 'running', label: texts.engine.starting };
  const verdict = verdicts.find(({ states }) => children.some((child) => states.includes(child.state)));
  return verdict ?? { tone: 'good', label: texts.engine.ready };
}
