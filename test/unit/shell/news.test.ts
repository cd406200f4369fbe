import { beforeEach, describe, expect, it } from 'vitest';
import { engineNews, failureBatch, importsMessage } from '../../../electron/shell/news.ts';
import { setupNotify } from '../../../electron/shell/notify.ts';
import { Notification, resetElectron } from '../../doubles/electron.ts';
import { snapshot } from './fakes.ts';

describe('failures for good', () => {
  it('that are there at the start are no news', () => {
    const batch = failureBatch();
    expect([batch.look(5, 0), batch.look(5, 60_000)]).toEqual([null, null]);
  });

  it('that come together are one message, told when no more come', () => {
    const batch = failureBatch();
    batch.look(1, 0);
    expect([batch.look(2, 1_000), batch.look(40, 3_000), batch.look(40, 5_000)]).toEqual([null, null, null]);
    expect(batch.look(40, 6_000)).toMatchObject({ title: '39 jobs have failed for good' });
    expect(batch.look(40, 60_000)).toBeNull();
    batch.look(41, 61_000);
    expect(batch.look(41, 64_000)).toMatchObject({
      title: 'A job has failed for good',
      path: '/jobs?state=failed',
    });
  });

  it('that do not end are told of in the end', () => {
    const batch = failureBatch();
    batch.look(0, 0);
    const told = Array.from({ length: 60 }, (_, n) => batch.look(n + 1, n * 1_000)).filter(
      (each) => each !== null,
    );
    expect(told).toHaveLength(1);
  });

  it('are news again after somebody has dealt with them', () => {
    const batch = failureBatch();
    batch.look(3, 0);
    batch.look(1, 1_000);
    batch.look(2, 2_000);
    expect(batch.look(2, 5_000)).toMatchObject({ title: 'A job has failed for good' });
  });

  it('that were dealt with before they could be told of are not told of', () => {
    const batch = failureBatch();
    batch.look(0, 0);
    batch.look(1, 1_000);
    expect([batch.look(0, 1_500), batch.look(0, 9_000)]).toEqual([null, null]);
  });
});

describe('the engine', () => {
  const well = snapshot({ redis: 'ready', api: 'ready', 'press-1': 'ready', 'press-2': 'ready' });
  const failing = snapshot({ redis: 'ready', api: 'ready', 'press-1': 'backing-off', 'press-2': 'ready' });
  const given = snapshot({ redis: 'ready', api: 'ready', 'press-1': 'gave-up', 'press-2': 'gave-up' });

  it('is news when parts of it are given up, not when they are started again', () => {
    expect(engineNews(well, failing)).toBeNull();
    expect(engineNews(failing, given)).toMatchObject({ title: 'press-1 and press-2 do not run' });
    expect(engineNews(given, given)).toBeNull();
  });
});

describe('imports that are done', () => {
  const done = { importId: 'a b', fileName: 'carriers.csv', created: 3, updated: 2, failed: 1 };

  it('are one message, which leads to the import or to all of them', () => {
    expect(importsMessage([])).toBeNull();
    expect(importsMessage([done])).toEqual({
      title: 'Import done',
      body: 'carriers.csv: 5 rows in, 1 refused',
      path: '/import/a%20b',
    });
    expect(importsMessage([done, { ...done, failed: 0 }])).toMatchObject({
      title: '2 imports are done',
      path: '/import',
    });
  });
});

describe('a message of the system', () => {
  const shown: (string | undefined)[] = [];
  beforeEach(() => {
    resetElectron();
    shown.length = 0;
  });
  const notify = setupNotify(() => ({ show: (path) => void shown.push(path) }));

  it('leads to the thing itself when it is clicked', () => {
    notify({ title: 'Import done', body: '', path: '/import/1' });
    notify({ title: 'Import done', body: '', path: '/import/2' });
    Notification.shown[0]?.emit('click');
    expect(shown).toEqual(['/import/1']);
  });

  it('is left out where the system has none', () => {
    Notification.supported = false;
    notify({ title: 'Import done', body: '', path: '/import/1' });
    expect(Notification.shown).toEqual([]);
  });
});
