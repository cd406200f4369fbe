/** Quit from the tray: a person is asked when there is work, and the program may wait for it. */
import { dialog } from 'electron';
import type { Quit } from './quit.ts';
import { isDone, quitAnswers, quitQuestion, type QuitAnswer } from './quit-question.ts';
import type { StatusFeed } from './status-feed.ts';

export interface QuitByPerson {
  /** Asks, unless nothing is under way. Asked again while it waits, it asks again. */
  ask(): Promise<void>;
  /** Quits as soon as nothing runs or waits. */
  readonly isWaiting: boolean;
}

export function setupQuitByPerson(
  quit: Pick<Quit, 'request' | 'isUnderWay'>,
  status: Pick<StatusFeed, 'latest' | 'onChange'>,
): QuitByPerson {
  let isWaiting = false;
  let isAsking = false;
  const goIfDone = () => {
    if (isWaiting && !isAsking && status.latest !== null && isDone(status.latest)) quit.request();
  };
  status.onChange(goIfDone);

  const answer = async (): Promise<QuitAnswer> => {
    const question = status.latest === null ? null : quitQuestion(status.latest);
    if (question === null) return 'now';
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Dockhand',
      message: question.message,
      detail: question.detail,
      buttons: [...question.buttons],
      defaultId: 0,
      cancelId: quitAnswers.indexOf('stay'),
      noLink: true,
    });
    return quitAnswers[response] ?? 'stay';
  };

  return {
    get isWaiting() {
      return isWaiting;
    },
    async ask() {
      if (isAsking || quit.isUnderWay) return;
      isAsking = true;
      const given = await answer().finally(() => (isAsking = false));
      isWaiting = given === 'when-done';
      if (given === 'now') quit.request();
      else goIfDone();
    },
  };
}
