/**
 * How files with the same headings were imported the last time, per entity. What was laid down of how such a file is read lies in the
 * mapping under a name that no field has.
 */
import { desc, eq } from 'drizzle-orm';
import type { Store } from './open.ts';
import { importMemory } from './schema.ts';
import type { Transaction } from './write.ts';

export interface RememberedImport extends Readonly<typeof importMemory.$inferSelect> {
  /** What was laid down of how the file is read; an empty object for nothing. */
  reading: object;
}

const readingName = '@reading';

/** To be called in the transaction that starts the import: what is remembered was wanted. */
export function rememberImport(
  tx: Transaction,
  values: Pick<RememberedImport, 'entity' | 'headingsKey' | 'mapping' | 'onDuplicate' | 'reading'>,
): void {
  const { entity, headingsKey, onDuplicate, reading } = values;
  const mapping =
    Object.keys(reading).length === 0
      ? values.mapping
      : JSON.stringify({ ...(JSON.parse(values.mapping) as object), [readingName]: reading });
  const used = { mapping, onDuplicate, usedAt: tx.now, usedBy: tx.actor };
  tx.orm
    .insert(importMemory)
    .values({ entity, headingsKey, ...used })
    .onConflictDoUpdate({ target: [importMemory.entity, importMemory.headingsKey], set: used })
    .run();
}

/** Of this set of headings, one per entity, the last used first. */
export function rememberedImports(store: Store, headingsKey: string): RememberedImport[] {
  return store.orm
    .select()
    .from(importMemory)
    .where(eq(importMemory.headingsKey, headingsKey))
    .orderBy(desc(importMemory.usedAt))
    .all()
    .map(({ mapping: stored, ...row }) => {
      const { [readingName]: reading = {}, ...mapping } = JSON.parse(stored) as Record<string, object>;
      return { ...row, mapping: JSON.stringify(mapping), reading };
    });
}
