import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpegs, pngs } from '../../fixtures/documents/pictures.ts';
import { pageTexts, pdfObjects, pdfStructure, qpdfCheck } from '../../support/pdf-tools.ts';
import { failure, startTestApi, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => void (api = await startTestApi()));
afterAll(() => api.close());

const settings = {
  legalName: 'Prairie Gate Logistics LLC',
  address: '4410 Cass Street\nJoliet, IL 60435',
  phone: '+1 815 555 0142',
  email: 'billing@prairiegate.example',
  mcNumber: '731904',
  usdot: '2418873',
  taxId: '36-5550178',
  paper: 'a4' as const,
  accent: '#1a5fb4',
  footer: 'Late payments bear 1.5% interest a month.\nMember of the warehouse association.',
};
const bytesOf = async (file: File) => Buffer.from(await file.arrayBuffer());

describe('the document settings', () => {
  it('are tried out on a sample that shows all of them, and are not kept by that', async () => {
    for (const client of [api.client, api.window().client]) {
      const pdf = await bytesOf(await client.documents.preview({ settings, logo: pngs['rgba']?.file }));
      expect(qpdfCheck(pdf)).toContain('No syntax');
      const [page = ''] = pageTexts(pdf, 'content');
      for (const text of ['4410 Cass Street', 'MC 731904', 'Late payments', 'Member of', 'DRAFT', 'SAMPLE-1'])
        expect(page).toContain(text);
      expect(pdfStructure(pdf)).toContain('Figure');
      const { objects } = pdfObjects(pdf);
      const images = [...objects.values()].filter((object) => object?.['/Subtype'] === '/Image');
      // Opaque: what PDF/A says of transparency does not come up.
      expect(images).toHaveLength(1);
      expect(images[0]).toMatchObject({ '/ColorSpace': '/DeviceRGB', '/Width': 24, '/Height': 16 });
      expect(JSON.stringify([...objects.values()])).not.toContain('/SMask');
    }
    expect((await api.client.documents.settings()).settings.accent).toBe('');
  });

  it('give the same bytes each time, and others with another logo', async () => {
    const sample = async (logo: string) => bytesOf(await api.client.documents.preview({ settings, logo }));
    const [first, second, other] = [
      await sample(jpegs.baseline),
      await sample(jpegs.baseline),
      await sample(jpegs.grey),
    ];
    expect(second.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
    expect(qpdfCheck(first)).toContain('No syntax');
  });

  it('are saved, and say what is wrong with them', async () => {
    const saved = await api.client.documents.saveSettings({ settings, logo: jpegs.baseline });
    expect(saved).toEqual(await api.client.documents.settings());
    expect(saved).toMatchObject({ settings, logo: { width: 24, height: 16 } });
    const pale = api.client.documents.saveSettings({ settings: { ...settings, accent: '#88bbff' } });
    expect(await failure(pale)).toMatchObject({
      message: expect.stringMatching(/contrast of \d\.\d to 1.*4\.5 to 1.*darker/) as string,
      data: { code: 'accent-contrast' },
    });
    const broken = api.client.documents.saveSettings({ settings, logo: jpegs.baseline.slice(0, 100) });
    expect(await failure(broken)).toMatchObject({ data: { code: 'logo-unreadable' } });
    expect(await api.client.documents.settings()).toEqual(saved);
  });
});
