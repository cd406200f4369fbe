import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobRow } from '../../../workers/api/wire.ts';
import type { EngineSnapshot } from '../../../workers/protocol.ts';
import { openStore, type Store } from '../../../workers/store/open.ts';
import { until } from '../../support/until.ts';
import { startTestApi, type Client, type TestApi } from './api.ts';
import { makeCarrier, makeImport, makeJob, settleJob } from './rows.ts';

let api: TestApi;
/** Another process's connection. */
let other: Store;

beforeEach(async () => {
  api = await startTestApi();
  other = openStore({ dataDir: api.dataDir });
});

afterEach(async () => {
  other.close();
  await api.close();
});

const nobodyWatches = () => until('nobody watches', () => api.context.feed.watchers === 0);

/** The next value; fails where the stream ends instead. */
async function next<T>(stream: AsyncIterator<T>): Promise<T> {
  const { done, value } = await stream.next();
  if (done === true) throw new Error('The stream has ended.');
  return value;
}

/** Values until one fits. */
async function nextThat<T>(stream: AsyncIterator<T>, fits: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await next(stream);
    if (fits(value)) return value;
  }
}

const engine: EngineSnapshot = {
  supervisorPid: 1,
  startedAt: 2,
  version: '9.9.9',
  redis: null,
  children: [],
};

describe.each(['HTTP', 'a MessagePort'])('over %s', (way) => {
  let client: Client;
  beforeEach(() => {
    client = way === 'HTTP' ? api.client : api.window().client;
  });

  it('the status comes at once, and again when rows, jobs or the engine change', async () => {
    const stream = await client.system.watchStatus();
    expect((await next(stream)).counts.carrier).toBe(0);
    makeCarrier(other, { usdot: '1' });
    expect((await next(stream)).counts.carrier).toBe(1);
    makeJob(api.store);
    await nextThat(stream, ({ queues }) => queues.some(({ waiting }) => waiting === 1));
    api.context.engine.latest = engine;
    api.context.feed.announce();
    expect((await nextThat(stream, (status) => status.engine !== null)).version).toBe('9.9.9');
    await stream.return?.();
    await nobodyWatches();
  });

  it('a change that the status does not show sends nothing', async () => {
    const stream = await client.system.watchStatus();
    await next(stream);
    const job = makeJob(other);
    await next(stream);
    other.raw.prepare('UPDATE outbox SET progress = 500, change = 9 WHERE id = ?').run(job);
    makeCarrier(other, { usdot: '2' });
    // The next one is about the carrier: there was none in between about the progress.
    expect((await next(stream)).counts.carrier).toBe(1);
    await stream.return?.();
    await nobodyWatches();
  });

  it('jobs are sent as they change, each once with its latest state', async () => {
    const before = makeJob(other);
    const stream = await client.jobs.watch();
    expect(await next(stream)).toEqual([]);
    const made = makeJob(other);
    expect((await next(stream)).map(({ id, state }) => [id, state])).toEqual([[made, 'waiting']]);
    other.raw.prepare('UPDATE outbox SET progress = 100, change = 10 WHERE id = ?').run(before);
    other.raw.prepare('UPDATE outbox SET progress = 200, change = 11 WHERE id = ?').run(before);
    settleJob(other, made, 'completed');
    const changed: JobRow[] = [];
    while (changed.length < 2) changed.push(...(await next(stream)));
    expect(changed.map(({ id, progress }) => [id, progress])).toEqual([
      [before, 0.2],
      [made, 1],
    ]);
    await stream.return?.();
    await nobodyWatches();
  });

  it('more changes than fit into one message all arrive, without a further change', async () => {
    const stream = await client.jobs.watch();
    await next(stream);
    const jobs = other.write('user:test', () => 1301);
    other.raw.transaction(() => {
      for (let i = 1; i <= jobs; i += 1) {
        other.raw
          .prepare(
            `INSERT INTO outbox (id, queue, name, tenant_id, payload, created_at, created_by, change)
             VALUES (?, 'invoice', 'generate-pdf', 't', '{}', 1, 'user:x', ?)`,
          )
          .run(`job-${i}`, i);
      }
    })();
    const seen = new Set<string>();
    while (seen.size < jobs) for (const { id } of await next(stream)) seen.add(id);
    await stream.return?.();
    await nobodyWatches();
  });

  it('waiting for a job ends with it', async () => {
    const id = makeJob(other);
    const stream = await client.jobs.wait({ id });
    expect((await next(stream)).state).toBe('waiting');
    settleJob(other, id, 'completed');
    expect((await next(stream)).state).toBe('completed');
    expect((await stream.next()).done).toBe(true);
    await nobodyWatches();
    const late = await client.jobs.wait({ id });
    expect((await next(late)).state).toBe('completed');
    expect((await late.next()).done).toBe(true);
  });

  it('watching an import ends with it', async () => {
    const { id, no } = makeImport(other, 'carrier');
    const stream = await client.imports.watch({ importId: id });
    expect((await next(stream)).total).toBe(0);
    other.raw.prepare('UPDATE import SET total = 5, created = 5 WHERE no = ?').run(no);
    expect((await next(stream)).created).toBe(5);
    other.raw.prepare("UPDATE import SET state = 'done', finished_at = 9 WHERE no = ?").run(no);
    expect((await nextThat(stream, ({ state }) => state === 'done')).total).toBe(5);
    expect((await stream.next()).done).toBe(true);
    await nobodyWatches();
  });

  it('giving a call up ends its stream', async () => {
    const gone = new AbortController();
    const stream = await client.system.watchStatus(undefined, { signal: gone.signal });
    await next(stream);
    expect(api.context.feed.watchers).toBe(1);
    gone.abort();
    await nobodyWatches();
  });

  it('closing the server ends a stream in order', async () => {
    const stream = await client.system.watchStatus();
    await next(stream);
    const last = stream.next();
    api.context.feed.close();
    expect(await last).toMatchObject({ done: true });
  });
});

it('a window that is closed leaves nothing behind, whatever it was doing', async () => {
  const { client, port } = api.window();
  const streams = await Promise.all([
    client.system.watchStatus(),
    client.jobs.watch(),
    client.system.watchStatus(),
  ]);
  await Promise.all(streams.map((stream: AsyncIterator<unknown>) => next(stream)));
  expect(api.context.feed.watchers).toBe(3);
  port.close();
  await nobodyWatches();
  await until('the port is forgotten', () => api.ports.open === 0);
});

it('a browser whose connection breaks off leaves nothing behind', async () => {
  const response = await fetch(`${api.url}/rpc/jobs/watch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}` },
  });
  const reader = response.body?.getReader();
  await reader?.read();
  await until('it watches', () => api.context.feed.watchers === 1);
  await reader?.cancel();
  await nobodyWatches();
});

it('a receiver that comes back gets what changed meanwhile', async () => {
  const headers = { authorization: `Bearer ${api.token}` };
  const first = await fetch(`${api.url}/rpc/jobs/watch`, { method: 'POST', headers });
  const { reader, text } = await readUntil(first, /^id: \d+$/m);
  const id = /^id: (\d+)$/m.exec(text)?.[1] ?? '';
  await reader.cancel();
  const made = makeJob(other);
  const again = await fetch(`${api.url}/rpc/jobs/watch`, {
    method: 'POST',
    headers: { ...headers, 'last-event-id': id },
  });
  const rest = await readUntil(again, /^data: .+$/m);
  expect(rest.text).toContain(made);
  await rest.reader.cancel();
  await nobodyWatches();
});

async function readUntil(response: Response, pattern: RegExp) {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no body');
  let text = '';
  while (!pattern.test(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`ended after: ${text}`);
    text += Buffer.from(value).toString();
  }
  return { reader, text };
}

it('a receiver that does not read makes nothing pile up', async () => {
  const response = await fetch(`${api.url}/rpc/jobs/watch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}` },
  });
  await until('it watches', () => api.context.feed.watchers === 1);
  const id = makeJob(other);
  // Every change is 100 kB on its way out: a queue of them would be 40 MB.
  const note = JSON.stringify({ text: 'x'.repeat(100_000) });
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 400; i += 1) {
    other.raw.prepare('UPDATE outbox SET progress_note = ?, change = change + 1 WHERE id = ?').run(note, id);
    api.context.feed.version();
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(30 * 1024 * 1024);
  await response.body?.cancel();
  await nobodyWatches();
});

it('nothing is polled while nobody watches', async () => {
  const stream = await api.client.system.watchStatus();
  await next(stream);
  await stream.return?.();
  await nobodyWatches();
  let looks = 0;
  const { raw } = api.store;
  const pragma = raw.pragma.bind(raw);
  raw.pragma = (...args) => {
    if (args[0] === 'data_version') looks += 1;
    return pragma(...args);
  };
  const watching = await api.client.system.watchStatus();
  await next(watching);
  makeCarrier(other, { usdot: '5' });
  await next(watching);
  expect(looks).toBeGreaterThan(1);
  await watching.return?.();
  await nobodyWatches();
  looks = 0;
  // Longer than three looks take; a condition that must not come true has to be given time.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(looks).toBe(0);
});
