/**
 * What documents look like and whom they are from, as revisions that are only added to: what was issued under one is drawn by it
 * for ever. Kept in the setting `documents`; a logo, which never changes, under the hash of its image.
 */
import type { Store } from './open.ts';
import { preparedQueries } from './prepared.ts';
import { readSetting, writeSetting } from './setting.ts';
import { invoice, site } from './schema.ts';
import { max } from 'drizzle-orm';
import type { Transaction } from './write.ts';

/** Who a document is from, as printed; empty where there is nothing to say. */
export interface Seller {
  legalName: string;
  /** Lines separated by `\n`. */
  address: string;
  phone: string;
  email: string;
  mcNumber: string;
  usdot: string;
  taxId: string;
}

export interface DocumentTemplate extends Seller {
  paper: 'letter' | 'a4';
  /** `#rrggbb`; empty: black. */
  accent: string;
  /** Lines separated by `\n`, at the foot of every page. */
  footer: string;
  /** Hash of a `Logo`. */
  logo: string | null;
}

export interface TemplateRevision {
  /** Ms UTC; its number as well. */
  since: number;
  template: DocumentTemplate;
}

/** An image as a PDF takes it. */
export interface Logo {
  sha256: string;
  /** Pixels. */
  width: number;
  height: number;
  /** 1 grey, 3 RGB; 8 bits each. */
  channels: 1 | 3;
  filter: 'FlateDecode' | 'DCTDecode';
  data: Buffer;
}

interface StoredLogo extends Omit<Logo, 'sha256' | 'data'> {
  /** Base64. */
  data: string;
}

const key = 'documents';
const logoKey = (sha256: string) => `${key}.logo.${sha256}`;

type Reading = Pick<Store, 'orm'>;

const queries = preparedQueries((orm) => ({ site: orm.select().from(site).prepare() }));

/** Oldest first, and never none: what the site's row says stands for the time before anything was set. */
export function templateRevisions(reading: Reading): TemplateRevision[] {
  const stored = readSetting(reading, key);
  if (stored !== null) return (stored.value as { revisions: TemplateRevision[] }).revisions;
  const own = queries(reading).site.get();
  if (own === undefined) throw new Error('The database has no site row: it was not migrated.');
  const { legalName, address, phone, email, mcNumber, usdot, taxId } = own;
  const seller = { legalName, address, phone, email, mcNumber, usdot, taxId };
  const paper = own.paper === 'a4' ? 'a4' : 'letter';
  return [{ since: 0, template: { ...seller, paper, accent: '', footer: '', logo: null } }];
}

/** What is in force now. */
export function currentTemplate(reading: Reading): DocumentTemplate {
  return lastOf(templateRevisions(reading)).template;
}

/**
 * The revision that an invoice is drawn by: of what was issued here, the one at its issue; of what was issued elsewhere and is out
 * of the house, the one of its last PDF; else the newest. Pure.
 * @param drawnBy `since` of the revision of its last PDF.
 */
export function revisionFor(
  revisions: readonly TemplateRevision[],
  { status, issuedAt }: { status: string; issuedAt: number | null },
  drawnBy: number | undefined,
  isOut: boolean,
): TemplateRevision {
  const newest = lastOf(revisions);
  if (status === 'draft') return newest;
  const at = issuedAt ?? (isOut ? drawnBy : undefined);
  return at === undefined ? newest : (revisions.findLast(({ since }) => since <= at) ?? newest);
}

function lastOf(revisions: readonly TemplateRevision[]): TemplateRevision {
  const last = revisions.at(-1);
  if (last === undefined) throw new Error('The document settings hold no revision.');
  return last;
}

/**
 * Adds a revision and gives the site's row what it says of the seller. It is in force for what is issued from now on, also where
 * the clock was set back since the last one was issued. Without an audit entry: the caller writes one.
 */
export function addTemplateRevision(tx: Transaction, template: DocumentTemplate): void {
  const revisions = templateRevisions(tx);
  const issued = tx.orm
    .select({ at: max(invoice.issuedAt) })
    .from(invoice)
    .get();
  const since = Math.max(tx.now, lastOf(revisions).since + 1, (issued?.at ?? -1) + 1);
  writeSetting(tx, key, { revisions: [...revisions, { since, template }] });
  const { accent: _accent, footer: _footer, logo: _logo, ...ofSite } = template;
  tx.orm.update(site).set(ofSite).run();
}

/** Logos never change under their hash: parsed once for a database. */
const known = new WeakMap<object, Map<string, Logo>>();

/** @throws Error for one that was never kept. */
export function logoBy({ orm }: Reading, sha256: string): Logo {
  let logos = known.get(orm);
  if (logos === undefined) known.set(orm, (logos = new Map()));
  let logo = logos.get(sha256);
  if (logo === undefined) {
    const stored = readSetting({ orm }, logoKey(sha256))?.value as StoredLogo | undefined;
    if (stored === undefined) throw new Error(`There is no logo ${sha256}.`);
    logo = { ...stored, sha256, data: Buffer.from(stored.data, 'base64') };
    logos.set(sha256, logo);
  }
  return logo;
}

export function keepLogo(tx: Transaction, { sha256, data, ...logo }: Logo): void {
  const stored: StoredLogo = { ...logo, data: data.toString('base64') };
  writeSetting(tx, logoKey(sha256), stored);
}
