/** The calls about what documents look like and whom they are from. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { documentSettingsSchema, logoInput } from '../invoices/template/schema.ts';
import type { DocumentSettingsView } from '../invoices/template/settings.ts';
import { base } from './contract-base.ts';

const input = z.object({ settings: documentSettingsSchema, logo: logoInput });

export const documents = {
  /** Without the picture of the logo: the preview shows it. */
  settings: base.output(type<DocumentSettingsView>()),
  /** For what is issued from now on; what was issued keeps its look. */
  saveSettings: base.input(input).output(type<DocumentSettingsView>()),
  /** The PDF of a sample invoice with these settings, which are not kept. */
  preview: base.input(input).output(type<File>()),
};
