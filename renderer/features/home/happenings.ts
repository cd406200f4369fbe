/** What happened today, newest first. Pure. */
import type { ImportView, JobRow } from '../../../workers/api/wire.ts';
import { sameDay } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import type { Tone } from '../../theme/palette.ts';
import { importTone, jobTone } from '../../theme/tones.ts';
import { texts } from './texts.ts';

export interface Happening {
  key: string;
  tone: Tone;
  title: string;
  detail: string;
  href: string;
  /** Ms UTC. */
  at: number;
}

export function happenedToday(imports: ImportView[], jobs: JobRow[], now: number): Happening[] {
  // An import's job is told by the import, which knows the file.
  const importJobs = new Set(imports.map((view) => view.jobId));
  return [
    ...imports.flatMap(importHappening),
    ...jobs.filter((job) => !importJobs.has(job.id)).flatMap(jobHappening),
  ]
    .filter(({ at }) => sameDay(at, now))
    .toSorted((a, b) => b.at - a.at);
}

function importHappening(view: ImportView): Happening[] {
  if (view.finishedAt === null) return [];
  return [
    {
      key: view.importId,
      tone: importTone(view),
      title: importTitle(view),
      detail: texts.today.rows(view.total, view.failed),
      href: paths.import(view.importId),
      at: view.finishedAt,
    },
  ];
}

function importTitle({ state, dryRun, fileName }: ImportView): string {
  if (state === 'failed') return texts.today.events.importFailed(fileName);
  if (state === 'cancelled') return texts.today.events.importCancelled(fileName);
  return dryRun ? texts.today.events.check(fileName) : texts.today.events.import(fileName);
}

function jobHappening(job: JobRow): Happening[] {
  if (job.settledAt === null) return [];
  const words = texts.today.events;
  const title =
    job.state === 'failed'
      ? words.jobFailed(job.title)
      : job.state === 'cancelled'
        ? words.jobCancelled(job.title)
        : words.job(job.title);
  return [
    { key: job.id, tone: jobTone[job.state], title, detail: '', href: paths.job(job.id), at: job.settledAt },
  ];
}
