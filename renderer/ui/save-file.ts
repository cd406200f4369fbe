/** Hands a file to the browser's downloads. */

/** @param name as the file will be called; the browser takes out what a file name must not hold. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has the blob by then; the address only has to live until it started.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** Collects pieces of text into a blob. The pieces are let go one by one, the blob may lie on disk. */
export async function blobOfPieces(pieces: AsyncIterable<string>, type: string): Promise<Blob> {
  const blobs: Blob[] = [];
  for await (const piece of pieces) blobs.push(new Blob([piece]));
  return new Blob(blobs, { type });
}
