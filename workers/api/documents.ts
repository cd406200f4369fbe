/** What documents look like: set, and tried out on a sample. */
import { documentSettings, saveDocumentSettings, triedTemplate } from '../invoices/template/settings.ts';
import { os } from './base.ts';

export const documents = {
  settings: os.documents.settings.handler(({ context }) => documentSettings(context.store)),

  saveSettings: os.documents.saveSettings.handler(({ input, context: { store, actor } }) => {
    saveDocumentSettings(store, actor, input.settings, input.logo);
    return documentSettings(store);
  }),

  preview: os.documents.preview.handler(async ({ input, context }) => {
    const { template, logo } = triedTemplate(context.store, input.settings, input.logo);
    // Fonts and drawing take some MB: they are loaded when somebody looks.
    const [{ sampleDocument }, { drawInvoice }] = await Promise.all([
      import('../invoices/template/sample.ts'),
      import('../invoices/draw/draw-invoice.ts'),
    ]);
    const pdf = await drawInvoice(sampleDocument(template, logo));
    return new File([new Uint8Array(pdf)], 'Sample.pdf', { type: 'application/pdf' });
  }),
};
