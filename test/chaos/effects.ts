/** What chaos jobs leave behind: a table beside the program's own. No key and no index keeps it from holding an effect twice. */
import type { Store } from '../../workers/store/open.ts';

export function createEffects(store: Store): void {
  store.raw.exec(`
    CREATE TABLE IF NOT EXISTS chaos_effect (job_id TEXT NOT NULL, step INTEGER NOT NULL, pid INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS chaos_effect_job ON chaos_effect (job_id, step);
    CREATE TABLE IF NOT EXISTS chaos_recorder (port INTEGER NOT NULL)`);
}

export function hasEffect({ raw }: Store, jobId: string, step: number): boolean {
  return (
    raw.prepare('SELECT 1 FROM chaos_effect WHERE job_id = ? AND step = ?').get(jobId, step) !== undefined
  );
}

export function addEffect({ raw }: Store, jobId: string, step: number): void {
  raw.prepare('INSERT INTO chaos_effect (job_id, step, pid) VALUES (?, ?, ?)').run(jobId, step, process.pid);
}

/** Where every run announces itself. */
export function recorderPort({ raw }: Store): number {
  return raw.prepare<[], number>('SELECT port FROM chaos_recorder').pluck().get() ?? 0;
}

export function setRecorderPort({ raw }: Store, port: number): void {
  raw.prepare('INSERT INTO chaos_recorder (port) VALUES (?)').run(port);
}
