/** The connection as a state machine; the states are described in renderer/README.md. Pure. */

export type ConnectionState =
  | { name: 'connecting'; attempt: number }
  | { name: 'online' }
  /** `since` and `retryAt` in ms UTC. */
  | { name: 'lost'; since: number; attempt: number; retryAt: number }
  | { name: 'refused' }
  | { name: 'paused' };

export type ConnectionEvent =
  | { type: 'opened' }
  | { type: 'broke'; at: number }
  | { type: 'refused' }
  /** An attempt begins: the wait is over, or somebody asked for it. */
  | { type: 'retry' }
  | { type: 'hidden' }
  | { type: 'shown' };

export const initialState: ConnectionState = { name: 'connecting', attempt: 0 };

/** Milliseconds before attempt n (from 1) after a loss. */
export function retryDelay(attempt: number): number {
  return Math.min(5000, 500 * 2 ** (attempt - 1));
}

export function nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  if (event.type === 'opened') return { name: 'online' };
  if (event.type === 'refused') return { name: 'refused' };
  if (event.type === 'broke') return broken(state, event.at);
  if (event.type === 'hidden') return state.name === 'refused' ? state : { name: 'paused' };
  const waits = event.type === 'retry' ? 'refused' : 'paused';
  return state.name === waits ? { name: 'connecting', attempt: 0 } : state;
}

function broken(state: ConnectionState, at: number): ConnectionState {
  if (state.name === 'refused' || state.name === 'paused') return state;
  const attempt = state.name === 'lost' ? state.attempt + 1 : 1;
  const since = state.name === 'lost' ? state.since : at;
  return { name: 'lost', since, attempt, retryAt: at + retryDelay(attempt) };
}
