import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { setupTray } from '../../../electron/shell/tray.ts';
import { trayStates, trayView } from '../../../electron/shell/tray-state.ts';
import type { Status } from '../../../workers/api/wire.ts';
import { resourcePath } from '../../../workers/paths.ts';
import { app, resetElectron, shell, Tray } from '../../doubles/electron.ts';
import { FakeEngine, options, snapshot } from './fakes.ts';

const counts = (active: number, waiting: number, more: Partial<Status> = {}) =>
  ({
    pause: null,
    openFailures: 0,
    pausedQueues: [],
    queues: [{ queue: 'import', active, waiting, retrying: 0, completed: 9, failed: 9 }],
    ...more,
  }) as unknown as Status;
/** By the clock of this computer, as the tray tells it. */
const at = (hour: number, minute: number) => new Date(2026, 0, 14, hour, minute).getTime();
const paused = (until: number | null): Partial<Status> => ({ pause: { since: 0, until } });
const ready = { redis: 'ready', api: 'ready', office: 'ready', 'press-1': 'ready' } as const;

describe('the state of the whole program', () => {
  it.each([
    ['stopped', { redis: 'stopped', api: 'stopped' }, null, 'Dockhand: stopped'],
    ['stopped', { redis: 'starting', api: 'starting' }, null, 'Dockhand: starting'],
    ['idle', ready, null, 'Dockhand: ready'],
    ['idle', ready, counts(0, 0), 'Dockhand: nothing to do'],
    ['idle', ready, counts(0, 0, { openFailures: 2 }), 'Dockhand: nothing to do, 2 failed'],
    ['working', ready, counts(1, 3), 'Dockhand: 1 running, 3 waiting'],
    ['working', ready, counts(1, 3, { openFailures: 1 }), 'Dockhand: 1 running, 3 waiting, 1 failed'],
    ['paused', ready, counts(0, 0, paused(null)), 'Dockhand: paused'],
    ['paused', ready, counts(1, 3, paused(at(15, 30))), 'Dockhand: paused until 15:30, 1 running, 3 waiting'],
    ['paused', ready, counts(0, 0, paused(at(24, 0))), 'Dockhand: paused until Thu 00:00'],
    [
      'attention',
      { ...ready, 'press-1': 'backing-off' },
      counts(1, 0),
      'Dockhand: press-1 is being started again',
    ],
    ['attention', { ...ready, redis: 'gave-up' }, null, 'Dockhand: redis does not run'],
  ] as const)('%s', (state, states, status, tooltip) => {
    expect(trayView(snapshot(states), status, at(9, 0))).toEqual({ state, tooltip });
  });

  it('has words that Windows can show', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`press-${n}`, 'gave-up' as const]));
    expect(trayView(snapshot(many), null, 0).tooltip.length).toBeLessThanOrEqual(127);
  });

  it.each(trayStates)('%s has its icon in every density', (state) => {
    for (const density of ['', '@1.25x', '@1.5x', '@2x', '@3x']) {
      expect(existsSync(resourcePath('icons', 'tray', `${state}${density}.png`))).toBe(true);
    }
    for (const density of ['', '@2x', '@3x']) {
      expect(existsSync(resourcePath('icons', 'tray', `${state}Template${density}.png`))).toBe(true);
    }
  });
});

describe('the tray', () => {
  let engine: FakeEngine;
  let tell: (status: Status | null) => void;
  const asked: string[] = [];
  const shown: (string | undefined)[] = [];
  const tray = () => Tray.all[0] as Tray;

  beforeEach(async () => {
    resetElectron();
    shown.length = 0;
    asked.length = 0;
    engine = new FakeEngine();
    let latest: Status | null = null;
    let listener: (status: Status | null) => void = () => {};
    tell = (status) => {
      latest = status;
      listener(status);
    };
    setupTray({
      engine,
      quit: { ask: () => Promise.resolve(void asked.push('quit')), isWaiting: false },
      status: {
        get latest() {
          return latest;
        },
        onChange: (given) => (listener = given),
      },
      window: { show: (screen) => void shown.push(screen), isVisible: false },
      loginItem: null,
      options,
      pause: {
        forMinutes: (minutes) => void asked.push(`${minutes} minutes`),
        untilTomorrow: () => void asked.push('tomorrow'),
        end: () => void asked.push('end'),
      },
    });
    await app.becomeReady();
  });

  it('follows the engine and its queues by icon and words', () => {
    expect([basename(tray().image.path), tray().tooltip]).toEqual(['stopped.png', 'Dockhand: starting']);
    engine.become(ready);
    expect(basename(tray().image.path)).toBe('idle.png');
    tell(counts(2, 0));
    expect([basename(tray().image.path), tray().tooltip]).toEqual([
      'working.png',
      'Dockhand: 2 running, 0 waiting',
    ]);
    engine.become({ ...ready, api: 'unresponsive' });
    expect(basename(tray().image.path)).toBe('attention.png');
    expect(tray().menu?.items[0]).toMatchObject({ label: tray().tooltip, enabled: false });
  });

  it('leads to the window and its screens', () => {
    tray().emit('click');
    tray().menu?.click('Open Dockhand');
    tray().menu?.click('Import a file…');
    tray().menu?.click('Jobs');
    expect(shown).toEqual([undefined, undefined, '/import', '/jobs']);
  });

  it('pauses work for a while, and only what is paused can be resumed', () => {
    for (const label of ['For 15 minutes', 'For 60 minutes', 'Until tomorrow']) tray().menu?.click(label);
    expect(tray().menu?.labels).not.toContain('Resume work');
    engine.become(ready);
    tell(counts(0, 0, paused(null)));
    expect(basename(tray().image.path)).toBe('paused.png');
    expect(tray().menu?.labels).not.toContain('Pause work');
    tray().menu?.click('Resume work');
    expect(asked).toEqual(['15 minutes', '60 minutes', 'tomorrow', 'end']);
  });

  it('shows the logs, and asks before it quits', () => {
    tray().menu?.click('Show the log files');
    expect(shell.paths).toEqual(['/data/Dockhand/logs']);
    tray().menu?.click('Quit');
    expect(asked).toEqual(['quit']);
  });
});
