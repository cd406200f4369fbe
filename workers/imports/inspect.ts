/** Inspection: reads the beginning of a staged file and says how it will be read and what it seems to hold. */
import type { Entity, Inspection } from '../api/wire.ts';
import type { Store } from '../store/open.ts';

/** @param input.entity what the file holds; left out, it is guessed. */
export async function inspectFile(
  _store: Store,
  _input: { sha256: string; name: string; entity?: Entity | undefined },
): Promise<Inspection> {
  throw new Error('Under construction.');
}
