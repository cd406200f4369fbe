import { describe, expect, test } from 'vitest';
import { needsAttention } from '../../../renderer/features/home/matters.ts';
import { happenedToday } from '../../../renderer/features/home/happenings.ts';
import type {
  HotFileView,
  HotFolderView,
  ImportView,
  JobRow,
  PrintRow,
  Status,
} from '../../../workers/api/wire.ts';

const now = Date.UTC(2026, 10, 24, 12);
const hour = 3_600_000;

const job = (id: string, changes: Partial<JobRow> = {}): JobRow => ({
  id,
  queue: 'invoice',
  name: 'batch-generate',
  title: 'Make invoice PDFs',
  state: 'failed',
  attempts: 3,
  progress: 0.4,
  note: null,
  createdAt: now - 2 * hour,
  createdBy: 'user:clerk',
  runAt: null,
  startedAt: now - 2 * hour,
  settledAt: now - hour,
  error: { code: 'disk-full', message: 'The disk is full.' },
  ...changes,
});

const imported = (importId: string, changes: Partial<ImportView> = {}): ImportView => ({
  importId,
  jobId: `job-of-${importId}`,
  entity: 'customer',
  fileName: `${importId}.csv`,
  fileSha256: 'ab',
  fileBytes: 10,
  fileKept: true,
  sheet: null,
  dialect: { encoding: 'utf-8', delimiter: ',', quote: null, headerLine: 1 },
  editsId: null,
  mapping: {},
  state: 'done',
  dryRun: false,
  onDuplicate: 'update',
  knownPartners: 'flag',
  total: 91,
  created: 91,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  warnings: 0,
  bytesDone: 10,
  rowsPerSecond: null,
  createdAt: now - 3 * hour,
  startedAt: now - 3 * hour,
  finishedAt: now - 3 * hour,
  error: null,
  createdBy: 'user:clerk',
  undo: null,
  originImportId: null,
  ...changes,
});

const nothing = { status: null, failedJobs: [], imports: [] };
const keys = (known: Parameters<typeof needsAttention>[0]) =>
  needsAttention(known, now).map(({ key }) => key);

const hotFolder = (changes: Partial<HotFolderView> = {}): HotFolderView => ({
  id: 'hot',
  path: '/srv/in',
  template: null,
  state: 'watching',
  trouble: null,
  underWay: 0,
  total: 1,
  files: [],
  createdAt: 0,
  createdBy: 'user:clerk',
  ...changes,
});

const hotFile = (name: string, changes: Partial<HotFileView> = {}): HotFileView => ({
  name,
  bytes: 1,
  state: 'failed',
  importId: null,
  error: { code: 'file-empty', message: 'It is empty.' },
  movedTo: null,
  at: now - hour,
  settledAt: now,
  ...changes,
});

describe('what needs attention', () => {
  test('is a hot folder that cannot be used, however long ago, and a file that was not imported', () => {
    const trouble = { code: 'hot-folder-missing', message: 'It is not there.', since: 5 };
    const files = [
      hotFile('empty.csv'),
      hotFile('long-ago.csv', { at: 5 }),
      hotFile('good.csv', { state: 'done' }),
      hotFile('failed-import.csv', { importId: 'i' }),
    ];
    const hotFolders = [hotFolder({ state: 'trouble', trouble, files })];
    expect(keys({ ...nothing, hotFolders })).toEqual([
      `hot-file/hot/empty.csv/${now - hour}`,
      'hot-folder/hot',
    ]);
  });

  test('is nothing when all is well', () => {
    expect(keys({ ...nothing, imports: [imported('good')] })).toEqual([]);
  });

  test('begins with a process that gave up, with its last reason', () => {
    const status: Status = {
      version: '',
      dataDir: '',
      queues: [],
      counts: { carrier: 0, customer: 0, lead: 0, invoice: 0 },
      pause: null,
      openFailures: 0,
      pausedQueues: [],
      changes: 0,
      engine: {
        supervisorPid: 1,
        startedAt: 0,
        version: '',
        redis: null,
        children: [
          {
            name: 'press-1',
            instanceId: 'x',
            role: 'press',
            state: 'gave-up',
            pid: null,
            since: now,
            restarts: 5,
            reasons: [
              { at: 1, reason: 'exit 1' },
              { at: 2, reason: 'killed by SIGKILL' },
            ],
          },
        ],
      },
    };
    const matters = needsAttention({ ...nothing, status, failedJobs: [job('a')] }, now);
    expect(matters[0]).toMatchObject({ key: 'child/press-1', text: 'killed by SIGKILL' });
    expect(matters[1]?.key).toBe('job/a');
  });

  test('tells of a queue that somebody has paused, and what waits in it', () => {
    const status = {
      queues: [{ queue: 'email', waiting: 3, active: 0, retrying: 0, completed: 0, failed: 0 }],
      pausedQueues: [{ queue: 'email', since: now - hour, by: 'user:clerk' }],
    } as unknown as Status;
    expect(needsAttention({ ...nothing, status }, now)).toMatchObject([
      { key: 'queue/email', title: 'The queue E-mail is paused', text: 'By clerk. 3 jobs wait in it.' },
    ]);
  });

  test('tells a failed import once, not again as a job', () => {
    const failed = imported('bad', { state: 'failed', error: { code: 'x', message: 'No header.' } });
    expect(keys({ ...nothing, failedJobs: [job('job-of-bad')], imports: [failed] })).toEqual(['import/bad']);
  });

  test('counts refused rows, but not those of a check', () => {
    const refused = imported('some', { failed: 2 });
    const check = imported('check', { failed: 2, dryRun: true });
    expect(keys({ ...nothing, imports: [refused, check] })).toEqual(['import/some']);
  });

  test('forgets what is older than three days', () => {
    const old = now - 80 * hour;
    const imports = [imported('old', { failed: 1, finishedAt: old })];
    expect(keys({ ...nothing, failedJobs: [job('old', { settledAt: old })], imports })).toEqual([]);
  });

  test('names five failed jobs and counts the others', () => {
    const failedJobs = Array.from({ length: 12 }, (_, index) => job(String(index)));
    const matters = needsAttention({ ...nothing, failedJobs }, now);
    expect(matters).toHaveLength(6);
    expect(matters.at(-1)).toMatchObject({ title: '7 more failed jobs', href: '/jobs?state=failed' });
  });
});

describe('what happened today', () => {
  test('is newest first, and an import stands for its job', () => {
    const happenings = happenedToday(
      [imported('a')],
      [job('job-of-a'), job('b', { state: 'completed' })],
      now,
    );
    expect(happenings.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  test('leaves out yesterday and what is not over', () => {
    const yesterday = imported('y', { finishedAt: now - 24 * hour });
    const running = job('r', { state: 'active', settledAt: null });
    expect(happenedToday([yesterday], [running], now)).toEqual([]);
  });
});

test('prints that ask for a person are one matter each, with the printer’s trouble in its own words', () => {
  const prints = {
    rows: [{ message: 'The printer Office is paused (out of paper).' } as PrintRow],
    total: 40,
    counts: { held: 40, unknown: 2, printed: 900 },
  };
  expect(needsAttention({ ...nothing, prints }, now)).toMatchObject([
    { key: 'prints/unknown', title: '2 prints may or may not have come out' },
    {
      key: 'prints/held',
      title: '40 prints wait for a printer',
      text: 'The printer Office is paused (out of paper).',
    },
  ]);
  expect(
    needsAttention({ ...nothing, prints: { rows: [], total: 0, counts: { printed: 900 } } }, now),
  ).toEqual([]);
});
