import { expect, test } from 'vitest';
import { engineSummary } from '../../../renderer/app/engine-summary.ts';
import type { Status } from '../../../workers/api/wire.ts';
import type { ChildSnapshot, ChildState } from '../../../workers/protocol.ts';

const online = { name: 'online' } as const;

function statusWith(...states: ChildState[]): Status {
  const children = states.map((state, index): ChildSnapshot => ({
    name: `press-${index}`,
    instanceId: `${index}`,
    role: 'press',
    state,
    pid: 1,
    since: 0,
    restarts: 0,
    reasons: [],
  }));
  return {
    version: '0.1.0',
    dataDir: '/data',
    engine: { supervisorPid: 1, startedAt: 0, version: '0.1.0', redis: null, children },
    queues: [],
    counts: { carrier: 0, customer: 0, lead: 0, invoice: 0 },
    pause: null,
    openFailures: 0,
    pausedQueues: [],
    changes: 0,
  };
}

test('the worst process speaks for the engine', () => {
  expect(engineSummary(online, statusWith('ready', 'ready')).tone).toBe('good');
  expect(engineSummary(online, statusWith('ready', 'starting')).tone).toBe('running');
  expect(engineSummary(online, statusWith('starting', 'backing-off')).tone).toBe('attention');
  expect(engineSummary(online, statusWith('backing-off', 'gave-up', 'ready')).tone).toBe('bad');
});

test('an old status says nothing once the connection is lost', () => {
  const lost = { name: 'lost', since: 0, attempt: 1, retryAt: 1 } as const;
  expect(engineSummary(lost, statusWith('ready'))).toEqual({ tone: 'bad', label: 'Not connected' });
});

test('an engine that has not been heard, or says nothing of its processes, is not ready', () => {
  expect(engineSummary(online, null).label).toBe('Connecting');
  expect(engineSummary(online, { ...statusWith(), engine: null }).label).toBe('Starting');
});
