import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, startTestApi, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => void (api = await startTestApi()));
afterAll(() => api.close());

describe('the warehouse settings', () => {
  it('offer the time zone of this computer to a new warehouse', async () => {
    const view = await api.client.site.get();
    expect(view.machineTimeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('take over what is given in the spelling of the standards, and leave the rest', async () => {
    await api.client.site.save({ warehouseName: '  Joliet   North ', currency: 'cad' });
    const saved = await api.client.site.save({ timeZone: 'america/chicago' });
    expect(saved).toMatchObject({
      warehouseName: 'Joliet North',
      timeZone: 'America/Chicago',
      currency: 'CAD',
    });
    expect(await api.client.site.get()).toEqual(saved);
  });

  it.each([
    [{ timeZone: 'America/Springfield' }, 'time-zone-unknown'],
    [{ timeZone: '+05:00' }, 'time-zone-unknown'],
    [{ currency: 'DOLLAR' }, 'currency-unknown'],
    [{ warehouseName: '   ' }, 'name-missing'],
  ])('refuse %j and change nothing', async (input, code) => {
    const before = await api.client.site.get();
    expect(await failure(api.client.site.save({ warehouseName: 'Another', ...input }))).toMatchObject({
      data: { code },
    });
    expect(await api.client.site.get()).toEqual(before);
  });
});
