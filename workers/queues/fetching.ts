/** Bull's loops fetch a job whenever they are free. Here they ask for a place first, so that no more is fetched than can be used soon. */
import type { Clock } from '../clock.ts';
import type { Admission } from './admission.ts';
import type { BullJob, BullQueue } from './bull.ts';

/** A loop that may not fetch asks again after so long, ms. Bull pauses its loops only when Redis answers. */
const refusedMs = 50;

/** From now on the queue's loops fetch a job only when there is a place for it. */
export function fetchByAdmission(queue: BullQueue, admission: Admission, clock: Clock): void {
  const fetch = queue.getNextJob.bind(queue);
  queue.getNextJob = async () => {
    if (!(await admission.place())) {
      // Bull's loop would ask again at once, and nothing else in this process would have its turn.
      await new Promise<void>((resolve) => void clock.after(refusedMs, resolve));
      return undefined;
    }
    return keepPlaceFor(admission, fetch(), (job) => job !== undefined && job !== null);
  };
}

/** The end of this job, once told to Bull, brings the next one in the same round trip; but only if there is a place for it. */
export function fetchWithEnd(job: BullJob, admission: Admission): void {
  const moveToCompleted = job.moveToCompleted.bind(job);
  job.moveToCompleted = (value, ignoreLock) => {
    if (!admission.tryPlace()) return moveToCompleted(value, ignoreLock, true);
    const moved = moveToCompleted(value, ignoreLock, false);
    return keepPlaceFor(admission, moved, (next) => Boolean((next as unknown[] | null)?.[0]));
  };
}

async function keepPlaceFor<T>(
  admission: Admission,
  fetched: Promise<T>,
  isThere: (result: T) => boolean,
): Promise<T> {
  let kept = false;
  try {
    const result = await fetched;
    kept = isThere(result);
    return result;
  } finally {
    if (!kept) admission.giveUpPlace();
  }
}
