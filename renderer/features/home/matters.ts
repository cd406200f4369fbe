/** What asks for a person, most urgent first. Pure. */
import type { HotFolderView, ImportView, JobRow, Status } from '../../../workers/api/wire.ts';
import { paths } from '../../routing/paths.ts';
import type { Tone } from '../../theme/palette.ts';
import { hotFolderMatters } from './hot-folder-matters.ts';
import { queueMatters } from './queue-matters.ts';
import { printMatters, type HeldPrints } from './print-matters.ts';
import { texts } from './texts.ts';

export interface Matter {
  key: string;
  tone: Tone;
  title: string;
  text: string;
  /** Where to see more and do something; null where the text says it all. */
  href: string | null;
  /** Ms UTC. */
  at: number;
}

/** Failed jobs listed one by one; the rest is a link to the list. */
const namedJobs = 5;

/** Milliseconds after which trouble that nobody took up is history: the lists still have it. */
const stillNews = 3 * 24 * 60 * 60 * 1000;

interface Known {
  status: Status | null;
  /** Newest first. */
  failedJobs: JobRow[];
  /** Newest first. */
  imports: ImportView[];
  hotFolders?: HotFolderView[];
  prints?: HeldPrints | undefined;
}

/** @param now ms UTC. */
export function needsAttention(
  { status, failedJobs, imports, hotFolders = [], prints }: Known,
  now: number,
): Matter[] {
  // The job of a failed import says the same as the import itself, with less to do about it.
  const importJobs = new Set(imports.map((view) => view.jobId));
  const isNews = (at: number) => now - at < stillNews;
  const jobs = failedJobs
    .filter((job) => !importJobs.has(job.id))
    .map(failedJob)
    .filter((matter) => isNews(matter.at));
  const troubled = imports.flatMap(troubledImport).filter((matter) => isNews(matter.at));
  const hot = hotFolderMatters(hotFolders).filter(({ tone, at }) => tone === 'bad' || isNews(at));
  const named = [...jobs.slice(0, namedJobs), ...troubled, ...hot].toSorted((a, b) => b.at - a.at);
  const hidden = jobs.length - namedJobs;
  const printing = prints === undefined ? [] : printMatters(prints);
  return [
    ...stoppedChildren(status),
    ...queueMatters(status),
    ...printing,
    ...named,
    ...(hidden > 0 ? [moreJobs(hidden)] : []),
  ];
}

function stoppedChildren(status: Status | null): Matter[] {
  return (status?.engine?.children ?? [])
    .filter((child) => child.state === 'gave-up')
    .map((child) => ({
      key: `child/${child.name}`,
      tone: 'bad',
      title: texts.attention.gaveUp(child.name),
      text: texts.attention.gaveUpText(child.reasons.at(-1)?.reason),
      href: null,
      at: child.since,
    }));
}

function failedJob(job: JobRow): Matter {
  return {
    key: `job/${job.id}`,
    tone: 'bad',
    title: texts.attention.jobFailed(job.title),
    text: job.error?.message ?? '',
    href: paths.job(job.id),
    at: job.settledAt ?? job.createdAt,
  };
}

/** A dry run only tells; what it refuses is not yet anybody's trouble. */
function troubledImport(view: ImportView): Matter[] {
  const at = view.finishedAt ?? view.createdAt;
  const href = paths.import(view.importId);
  if (view.state === 'failed') {
    const title = texts.attention.importFailed(view.fileName);
    return [
      { key: `import/${view.importId}`, tone: 'bad', title, text: view.error?.message ?? '', href, at },
    ];
  }
  if (view.dryRun || view.failed === 0 || view.state === 'running') return [];
  const title = texts.attention.refused(view.failed, view.fileName);
  return [
    { key: `import/${view.importId}`, tone: 'attention', title, text: texts.attention.refusedText, href, at },
  ];
}

function moreJobs(count: number): Matter {
  return {
    key: 'more',
    tone: 'bad',
    title: texts.attention.more(count),
    text: '',
    href: paths.jobs({ state: 'failed' }),
    at: 0,
  };
}
