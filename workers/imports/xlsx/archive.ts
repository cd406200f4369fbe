/** The parts of a workbook, which is a zip archive. Its directory is not believed: sizes are bounded and checksums compared. */
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { UserError } from '../../errors.ts';
import { damaged, encrypted, tooLarge } from './faults.ts';

/** Parts: a workbook of a thousand sheets has a few thousand. */
const mostParts = 20_000;
/** A sheet of a million rows and forty columns has about 2 GiB. */
const mostBytes = 4 * 1024 ** 3;
/** Sheets are packed to a tenth, monotonous ones to a fiftieth; only what was made for it unpacks to more than this. */
const mostRatio = 200;
/** Below this size the ratio does no harm. */
const harmlessBytes = 32 * 1024 ** 2;

export class Archive {
  readonly #zip: ZipFile;
  readonly #parts: Map<string, Entry>;

  private constructor(zip: ZipFile, parts: Map<string, Entry>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  /** @throws UserError `workbook-damaged`, `workbook-too-large` */
  static async open(path: string): Promise<Archive> {
    let zip: ZipFile;
    try {
      zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    } catch (error) {
      throw readable(error, 'its table of contents is missing, so it was probably cut off');
    }
    try {
      if (zip.entryCount > mostParts) throw tooLarge(`it has ${zip.entryCount} parts`);
      const parts = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        const key = keyOf(entry.fileName);
        if (!parts.has(key)) parts.set(key, entry);
      }
      return new Archive(zip, parts);
    } catch (error) {
      zip.close();
      throw readable(error, 'its table of contents cannot be read');
    }
  }

  /** Names of the parts in lower case: they differ by more than case. */
  get names(): string[] {
    return [...this.#parts.keys()];
  }

  has(name: string): boolean {
    return this.#parts.has(keyOf(name));
  }

  /**
   * The bytes of a part, piece by piece. That they are the right ones is known only when the last has been taken.
   * @throws UserError `workbook-damaged`, `workbook-too-large`, `workbook-encrypted`
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#parts.get(keyOf(name));
    if (entry === undefined) throw damaged(`its part "${name}" is missing`);
    if (entry.isEncrypted()) throw encrypted();
    refuseBomb(entry);
    let sum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        sum = crc32(chunk as Buffer, sum);
        yield chunk as Buffer;
      }
    } catch (error) {
      throw readable(error, `its part "${name}" cannot be unpacked`);
    }
    if (sum !== entry.crc32) throw damaged(`the checksum of its part "${name}" is wrong`);
  }

  close(): void {
    this.#zip.close();
  }
}

function keyOf(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase();
}

function refuseBomb({ fileName, compressedSize, uncompressedSize }: Entry): void {
  const monstrous =
    uncompressedSize > mostBytes ||
    (uncompressedSize > harmlessBytes && uncompressedSize > compressedSize * mostRatio);
  if (!monstrous) return;
  const megabytes = Math.round(uncompressedSize / 1024 ** 2).toLocaleString('en');
  throw tooLarge(`its part "${fileName}" would unpack to ${megabytes} MB, more than a sheet can hold`);
}

/** What the zip reader and the unpacker say is said of the file; a failure of the disk stays what it is. */
function readable(error: unknown, what: string): Error {
  if (error instanceof UserError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && !code.startsWith('Z_') && !code.startsWith('ERR_')) return error as Error;
  return damaged(what, error);
}
