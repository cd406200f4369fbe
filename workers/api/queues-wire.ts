/** Queues and the processes that serve them, as the router sends them. Times in ms UTC. */
import type { ChildState } from '../protocol.ts';
import type { QueueCounts } from './wire.ts';

/** Workers take no new job of this queue until somebody resumes it. */
export interface QueuePause {
  queue: string;
  since: number;
  /** An actor. */
  by: string;
}

export interface QueueView extends QueueCounts {
  pause: QueuePause | null;
  /** Of those that could run now, the one that has waited longest; null when none waits. */
  oldest: { jobId: string; title: string; since: number } | null;
}

/** A process that runs jobs. */
export interface WorkerView {
  /** Such as `press-1`. */
  name: string;
  state: ChildState;
  pid: number | null;
  /** Of its last change of state. */
  since: number;
  /** What it holds of the machine's memory; null before it has said so. */
  memoryBytes: number | null;
  /** What it serves, and how many jobs of each it runs at once. */
  queues: { queue: string; concurrency: number }[];
  running: { jobId: string; title: string; startedAt: number }[];
}

export interface QueuesView {
  queues: QueueView[];
  workers: WorkerView[];
}
