/** The SHA-256 of a file: its beginning to read and compare, all of it on hover. */
import { shortHash } from '../../format/hash.ts';

export function FileHash({ sha256 }: { sha256: string }) {
  return <code title={`SHA-256 ${sha256}`}>{shortHash(sha256)}</code>;
}
