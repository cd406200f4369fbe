/**
 * Identities of very many records on disk, parted by their first bits: equal ones come to lie in the same part, and one part after
 * the other fits into a little memory. What it holds is worth nothing after the run.
 */
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Numbers per entry: two of hash, what it refers to, and the hash of the record's own key. */
export const entryWords = 4;
export const spoolParts = 64;
const entriesTogether = 512;
const wordsTogether = entriesTogether * entryWords;

/** What was written: can be sent to another thread. */
export interface SpooledKeys {
  path: string;
  /** Of each run of entries: its part, its place in bytes, its length in bytes. */
  runs: number[];
  entries: number;
}

export class KeySpool {
  readonly #path: string;
  readonly #buffer = new Uint32Array(spoolParts * wordsTogether);
  readonly #used = new Uint32Array(spoolParts);
  readonly #runs: number[] = [];
  #fd: number | null = null;
  #at = 0;
  #entries = 0;

  /** @param path scratch file; one of an earlier run is replaced. The caller removes it. */
  constructor(path: string) {
    this.#path = path;
  }

  add(high: number, low: number, ref: number, owner: number): void {
    const part = high >>> 26;
    const used = this.#used[part] as number;
    const at = part * wordsTogether + used;
    this.#buffer[at] = high;
    this.#buffer[at + 1] = low;
    this.#buffer[at + 2] = ref;
    this.#buffer[at + 3] = owner;
    this.#entries += 1;
    this.#used[part] = used + entryWords;
    if (used + entryWords === wordsTogether) this.#flush(part);
  }

  /** Adding is over. */
  finish(): SpooledKeys {
    for (let part = 0; part < spoolParts; part += 1) this.#flush(part);
    this.close();
    return { path: this.#path, runs: this.#runs, entries: this.#entries };
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #flush(part: number): void {
    const used = this.#used[part] as number;
    if (used === 0) return;
    if (this.#fd === null) {
      mkdirSync(dirname(this.#path), { recursive: true });
      rmSync(this.#path, { force: true });
      this.#fd = openSync(this.#path, 'wx');
    }
    const { buffer } = this.#buffer;
    const bytes = used * 4;
    for (let done = 0; done < bytes;)
      done += writeSync(this.#fd, new Uint8Array(buffer, part * wordsTogether * 4 + done, bytes - done));
    this.#runs.push(part, this.#at, bytes);
    this.#at += bytes;
    this.#used[part] = 0;
  }
}

/** Reads one part after the other, into the same memory. */
export class PartReader {
  readonly #spools: readonly SpooledKeys[];
  #words = new Uint32Array(0);

  /** @param spools whose entries come one after the other. */
  constructor(spools: readonly SpooledKeys[]) {
    this.#spools = spools;
  }

  /** All entries of a part, until the next one is read. */
  read(part: number): Uint32Array {
    let bytes = 0;
    for (const { runs } of this.#spools)
      for (let i = 0; i < runs.length; i += 3) if (runs[i] === part) bytes += runs[i + 2] as number;
    if (this.#words.byteLength < bytes) this.#words = new Uint32Array(Math.ceil((bytes * 1.25) / 4));
    const into = new Uint8Array(this.#words.buffer);
    let at = 0;
    for (const { path, runs } of this.#spools) {
      if (runs.length === 0) continue;
      const fd = openSync(path, 'r');
      try {
        for (let i = 0; i < runs.length; i += 3) {
          if (runs[i] !== part) continue;
          const [from, length] = [runs[i + 1] as number, runs[i + 2] as number];
          for (let done = 0; done < length;) {
            const read = readSync(fd, into, at + done, length - done, from + done);
            if (read === 0) throw new Error(`The scratch file ${path} ended before its end.`);
            done += read;
          }
          at += length;
        }
      } finally {
        closeSync(fd);
      }
    }
    return this.#words.subarray(0, bytes / 4);
  }
}
