/**
 * Compressing a document's streams so that nothing of them outlives the document. Node's engine is held by a weak handle, which V8
 * looks at in full collections only, and holds its output buffer in turn: some 75 KB a page that smaller collections leave, tens of
 * megabytes in a batch before the next full one.
 */
import { deflateSync, type ZlibOptions } from 'node:zlib';

/** With `info`, which the types do not follow. */
interface Compressed {
  buffer: Buffer;
  /** `_outBuffer` is not documented: were it gone, this would cost memory and nothing else. A test watches over it. */
  engine: { _outBuffer?: Buffer | null };
}

/** @param level zlib's. */
export function deflate(bytes: Uint8Array, level: number): Buffer {
  // What is compressed is hardly ever longer: the usual 16 KiB for each small stream would be garbage outside V8's heap.
  const chunkSize = Math.max(256, Math.min(16_384, bytes.length));
  const options: ZlibOptions = { level, chunkSize, info: true };
  const { buffer, engine } = deflateSync(bytes, options) as unknown as Compressed;
  engine._outBuffer = null;
  return buffer;
}
