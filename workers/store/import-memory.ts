/** How files with the same headings were imported the last time, per entity. */
import { desc, eq } from 'drizzle-orm';
import type { Store } from './open.ts';
import { importMemory } from './schema.ts';
import type { Transaction } from './write.ts';

export type RememberedImport = typeof importMemory.$inferSelect;

/** To be called in the transaction that starts the import: what is remembered was wanted. */
export function rememberImport(
  tx: Transaction,
  values: Pick<RememberedImport, 'entity' | 'headingsKey' | 'mapping' | 'onDuplicate'>,
): void {
  const { mapping, onDuplicate } = values;
  const used = { mapping, onDuplicate, usedAt: tx.now, usedBy: tx.actor };
  tx.orm
    .insert(importMemory)
    .values({ ...values, ...used })
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
    .all();
}
