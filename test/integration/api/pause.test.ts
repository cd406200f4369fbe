import { afterAll, beforeAll, expect, it } from 'vitest';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
});

afterAll(() => api.close());

it('a pause is shown with its end, can be given another, and is ended', async () => {
  expect((await client.system.status()).pause).toBeNull();
  const first = await client.system.pause({ until: Date.now() + 60_000 });
  expect((await client.system.status()).pause).toEqual(first);
  const open = await client.system.pause({ until: null });
  expect(open).toEqual({ since: first.since, until: null });
  await client.system.resume();
  expect((await client.system.status()).pause).toBeNull();
});

it('an end in the past, or in years, is refused in words', async () => {
  for (const until of [Date.now() - 1, Date.now() + 400 * 24 * 3_600_000]) {
    expect(await failure(client.system.pause({ until }))).toMatchObject({
      data: { code: 'pause-end-invalid' },
    });
  }
});
