/** What the page of one job tells beside the job itself. Times in ms UTC, durations in ms. */

/** A step of the job's life, oldest first. `forMs` is how long it lasted, null while it lasts or where it is a moment. */
export interface JobStep {
  kind: 'wanted' | 'waiting' | 'running' | 'cancel-asked' | 'settled';
  at: number;
  forMs: number | null;
  /** Of a wait: until when it is put off, while that is to come. */
  until: number | null;
  /** Of a run. */
  run: JobStepRun | null;
}

export interface JobStepRun {
  attempt: number;
  worker: string;
  /** Which start of the worker process. */
  instance: string;
  /** Null when that process is gone. */
  pid: number | null;
  outcome: string;
}

/** The limit of the run that is under way. */
export interface JobLimit {
  ms: number;
  counts: 'whole-run' | 'without-progress';
  /** When it ends the run; null where each progress puts it off. */
  at: number | null;
}

/** An entry of the audit log; all that one operation did has its id. */
export interface JobAudit {
  at: number;
  by: string;
  action: string;
  operation: string;
}

export const madeKinds = ['import', 'invoice', 'mail', 'print', 'schedule'] as const;

/** What a job works on or has made. */
export interface JobLink {
  kind: (typeof madeKinds)[number];
  /** Of an import or invoice its id; of a mail or print what finds it in its list; of a schedule its key. */
  target: string;
  /** Such as an invoice's number or a recipient; '' where there is no better name than the kind. */
  name: string;
}

export interface RelatedJob {
  id: string;
  title: string;
  state: string;
}

export interface JobTrail {
  steps: JobStep[];
  limit: JobLimit | null;
  audit: JobAudit[];
  links: JobLink[];
  /** The job that has made this one. */
  parent: RelatedJob | null;
  /** The first of those that this one has made. */
  children: RelatedJob[];
  moreChildren: boolean;
  /** The one that this one repeats, and the one that repeats it. */
  repeats: RelatedJob | null;
  repeatedBy: RelatedJob | null;
}

export interface JobLogLine {
  at: number;
  level: 'debug' | 'info' | 'warn' | 'error';
  /** The process that wrote it. */
  process: string;
  event: string;
  /** JSON of what else it says, bounded. */
  fields: string;
}
