/** What a job gets when it runs, without queues around it. */
import { noDesktop } from '../../workers/desktop.ts';
import { silentLogger } from '../../workers/log.ts';
import type { JobContext } from '../../workers/queues/define.ts';
import type { Store } from '../../workers/store/open.ts';

interface TestContext<Payload> extends JobContext<Payload> {
  readonly reports: { fraction: number; note: Record<string, string | number> | undefined }[];
  abort(reason: Error): void;
}

export function jobContext<Payload>(store: Store, payload: Payload): TestContext<Payload> {
  const controller = new AbortController();
  const reports: TestContext<Payload>['reports'] = [];
  return {
    jobId: 'job-1',
    payload,
    attempt: 1,
    store,
    log: silentLogger,
    signal: controller.signal,
    actor: 'job:job-1',
    desktop: noDesktop,
    progress: (fraction, note) => reports.push({ fraction, note }),
    reports,
    abort: (reason) => controller.abort(reason),
  };
}
