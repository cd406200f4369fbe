/** supervisor.json: the processes of this run, so that the next one can clear up should this one be killed. */
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { processIdentity } from './process-identity.ts';
import { readJson, writePrivateJson } from './private-file.ts';

const recordedProcess = z.object({
  name: z.string(),
  pid: z.int().positive(),
  /** See process-identity.ts; null when it could not be found out, and then the process is never killed by its number. */
  identity: z.string().nullable(),
});

const runRecord = z.object({
  supervisor: recordedProcess,
  /** How to tell a left-over Redis to shut down; null before there was one. */
  redis: z.object({ host: z.string(), port: z.int(), password: z.string() }).nullable(),
  processes: z.array(recordedProcess),
});

export type RecordedProcess = z.output<typeof recordedProcess>;
export type RunRecord = z.output<typeof runRecord>;

export async function readRunRecord(path: string): Promise<RunRecord | null> {
  return runRecord
    .nullable()
    .catch(null)
    .parse(await readJson(path));
}

interface Recordable {
  redis: RunRecord['redis'];
  processes: { name: string; pid: number }[];
}

/** Keeps the file up to date, one write at a time, the latest state last. */
export class RunRecorder {
  readonly #path: string;
  readonly #identities = new Map<number, string | null>();
  #latest: Recordable | null = null;
  #writing: Promise<void> | null = null;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Done when this state, or a later one, is in the file. */
  record(redis: RunRecord['redis'], processes: { name: string; pid: number }[]): Promise<void> {
    this.#latest = { redis, processes };
    this.#writing ??= this.#drain();
    return this.#writing;
  }

  /** Nothing is left to clear up. */
  async clear(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await rm(this.#path, { force: true });
  }

  async #drain(): Promise<void> {
    try {
      while (this.#latest !== null && !this.#closed) {
        const latest = this.#latest;
        this.#latest = null;
        await this.#write(latest);
      }
    } finally {
      // In the same turn as the look at #latest: a state that comes a moment later starts a new round.
      this.#writing = null;
    }
  }

  async #write({ redis, processes }: Recordable): Promise<void> {
    const known = await Promise.all(processes.map((each) => this.#identify(each)));
    const supervisor = await this.#identify({ name: 'supervisor', pid: process.pid });
    // A number that is not in use any more may soon be another process's.
    for (const pid of this.#identities.keys()) {
      if (pid !== supervisor.pid && !known.some((each) => each.pid === pid)) this.#identities.delete(pid);
    }
    await writePrivateJson(this.#path, { supervisor, redis, processes: known } satisfies RunRecord);
  }

  async #identify({ name, pid }: { name: string; pid: number }): Promise<RecordedProcess> {
    const known = this.#identities.get(pid);
    const identity = known ?? (await processIdentity(pid));
    this.#identities.set(pid, identity);
    return { name, pid, identity };
  }
}
