/** Starting: the import's row and its job are written in one transaction. */
import type { Entity, OnDuplicate } from '../api/wire.ts';
import type { Store } from '../store/open.ts';

export interface StartImport {
  sha256: string;
  name: string;
  entity: Entity;
  /** Target field → header. Left out: guessed. */
  mapping?: Record<string, string> | undefined;
  onDuplicate: OnDuplicate;
  dryRun: boolean;
}

export async function startImport(
  _store: Store,
  _actor: string,
  _input: StartImport,
): Promise<{ importId: string; jobId: string }> {
  throw new Error('Under construction.');
}
