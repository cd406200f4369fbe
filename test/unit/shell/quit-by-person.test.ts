import { beforeEach, describe, expect, it } from 'vitest';
import { setupQuitByPerson, type QuitByPerson } from '../../../electron/shell/quit-by-person.ts';
import { quitQuestion } from '../../../electron/shell/quit-question.ts';
import type { Status } from '../../../workers/api/wire.ts';
import { dialog, resetElectron } from '../../doubles/electron.ts';

const queue = (name: string, active: number, waiting = 0, retrying = 0) => ({
  queue: name,
  active,
  waiting,
  retrying,
  completed: 0,
  failed: 0,
});
const status = (queues: Status['queues'], pause: Status['pause'] = null) => ({ queues, pause }) as Status;
const busy = status([queue('import', 1), queue('email', 0, 2, 1), queue('print', 1)]);
const idle = status([queue('import', 0)]);
const answers = { whenDone: 0, now: 1, stay: 2 };

describe('the question', () => {
  it('counts what runs, what waits, and what has not left the machine', () => {
    expect(quitQuestion(busy)?.detail.split('\n').slice(0, 4)).toEqual([
      '2 jobs run',
      '3 jobs wait',
      '3 mails are not sent yet',
      '1 print is under way',
    ]);
  });

  it('is not asked when there is nothing', () => expect(quitQuestion(idle)).toBeNull());
});

describe('a person who quits', () => {
  let latest: Status | null;
  let quits: number;
  let byPerson: QuitByPerson;
  let changed: () => void;

  beforeEach(() => {
    resetElectron();
    latest = busy;
    quits = 0;
    const feed = {
      get latest() {
        return latest;
      },
      onChange: (listener: (status: Status | null) => void) => (changed = () => listener(latest)),
    };
    byPerson = setupQuitByPerson({ isUnderWay: false, request: () => void (quits += 1) }, feed);
  });
  const become = (next: Status) => {
    latest = next;
    changed();
  };

  it('is not asked while nothing is under way, or nothing is known', async () => {
    for (latest of [idle, null]) await byPerson.ask();
    expect([quits, dialog.messages.length]).toEqual([2, 0]);
  });

  it('may stay', async () => {
    dialog.answer = answers.stay;
    await byPerson.ask();
    become(idle);
    expect([quits, byPerson.isWaiting]).toEqual([0, false]);
  });

  it('may quit at once', async () => {
    dialog.answer = answers.now;
    await byPerson.ask();
    expect(quits).toBe(1);
  });

  it('may have the program wait until all is done', async () => {
    dialog.answer = answers.whenDone;
    await byPerson.ask();
    expect([quits, byPerson.isWaiting]).toEqual([0, true]);
    become(status([queue('import', 0, 1)]));
    expect(quits).toBe(0);
    become(idle);
    expect(quits).toBe(1);
  });

  it('may change their mind while it waits', async () => {
    dialog.answer = answers.whenDone;
    await byPerson.ask();
    dialog.answer = answers.stay;
    await byPerson.ask();
    become(idle);
    expect(quits).toBe(0);
  });

  it('does not wait for what is paused', async () => {
    dialog.answer = answers.whenDone;
    await byPerson.ask();
    become(status([queue('import', 0, 5)], { since: 0, until: null }));
    expect(quits).toBe(1);
  });

  it('is asked once, however often they click', async () => {
    dialog.answer = answers.stay;
    await Promise.all([byPerson.ask(), byPerson.ask()]);
    expect(dialog.messages).toHaveLength(1);
  });
});
