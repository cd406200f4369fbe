/** The document settings: read, checked, kept as a new revision, and tried out on a sample. */
import { isDeepStrictEqual } from 'node:util';
import {
  addTemplateRevision,
  currentTemplate,
  keepLogo,
  logoBy,
  type DocumentTemplate,
  type Logo,
} from '../../store/document-template.ts';
import type { Store } from '../../store/open.ts';
import { checkedSettings } from './check.ts';
import { logoOf } from './logo.ts';
import type { DocumentSettings } from './schema.ts';

export interface LogoFacts {
  sha256: string;
  width: number;
  height: number;
  /** In the PDF. */
  bytes: number;
}

export interface DocumentSettingsView {
  settings: DocumentSettings;
  logo: LogoFacts | null;
}

export function documentSettings(store: Store): DocumentSettingsView {
  const { logo, ...settings } = currentTemplate(store);
  return { settings, logo: logo === null ? null : factsOf(logoBy(store, logo)) };
}

function factsOf({ sha256, width, height, data }: Logo): LogoFacts {
  return { sha256, width, height, bytes: data.length };
}

/**
 * In force for what is issued from now on. Nothing happens where nothing differs.
 * @param logo base64 of a PNG or JPEG file; null: none; undefined: as it is.
 * @throws UserError what `checkedSettings` and `logoOf` say.
 */
export function saveDocumentSettings(
  store: Store,
  actor: string,
  settings: DocumentSettings,
  logo?: string | null,
): void {
  const checked = checkedSettings(settings);
  const image = imageOf(logo);
  store.write(actor, (tx) => {
    const before = currentTemplate(tx);
    const after = templateOf(before, checked, image);
    if (isDeepStrictEqual(before, after)) return;
    if (image !== undefined && image !== null) keepLogo(tx, image);
    addTemplateRevision(tx, after);
    const names = Object.keys(after) as (keyof DocumentTemplate)[];
    tx.audit(
      'setting',
      'documents',
      'update',
      Object.fromEntries(
        names
          .filter((name) => before[name] !== after[name])
          .map((name) => [name, [before[name], after[name]]]),
      ),
    );
  });
}

/** The template that these settings would give, without keeping it. @throws UserError as `saveDocumentSettings`. */
export function triedTemplate(
  store: Store,
  settings: DocumentSettings,
  logo?: string | null,
): { template: DocumentTemplate; logo: Logo | null } {
  const image = imageOf(logo);
  const template = templateOf(currentTemplate(store), checkedSettings(settings), image);
  if (image !== undefined) return { template, logo: image };
  return { template, logo: template.logo === null ? null : logoBy(store, template.logo) };
}

function imageOf(logo: string | null | undefined): Logo | null | undefined {
  return typeof logo === 'string' ? logoOf(Buffer.from(logo, 'base64')) : logo;
}

function templateOf(
  before: DocumentTemplate,
  settings: DocumentSettings,
  image: Logo | null | undefined,
): DocumentTemplate {
  return { ...settings, logo: image === undefined ? before.logo : (image?.sha256 ?? null) };
}
