/** Which files of a folder are looked at, and which of them have settled. Pure: told what was seen, and when. */

/** What tells that a file was changed. */
export interface FileState {
  size: number;
  mtimeMs: number;
}

interface Watched extends FileState {
  /** Ms UTC of the look that first saw it so, and looks since then that saw the same. */
  since: number;
  same: number;
}

const limits = {
  /** Unchanged for so long, ms, and at so many later looks. */
  quietMs: 4_000,
  looks: 2,
  /** A file is often made first and filled later. */
  emptyQuietMs: 60_000,
  /** Files looked at at a time: of ten thousand, the others wait for their turn. */
  atOnce: 200,
  /** One that keeps changing, or cannot be read, makes room for others. */
  impatience: 30,
  putOffMs: 30_000,
};

export class WatchList {
  readonly #watched = new Map<string, Watched & { looks: number }>();
  /** Name → not before. */
  readonly #later = new Map<string, number>();

  /** @param names all that are in the folder and not taken: what is not among them is forgotten. */
  choose(names: ReadonlySet<string>, now: number): string[] {
    for (const name of this.#watched.keys()) if (!names.has(name)) this.#watched.delete(name);
    for (const [name, at] of this.#later) if (!names.has(name) || at <= now) this.#later.delete(name);
    for (const name of names) {
      if (this.#watched.size >= limits.atOnce) break;
      if (!this.#watched.has(name) && !this.#later.has(name))
        this.#watched.set(name, { size: -1, mtimeMs: -1, since: now, same: 0, looks: 0 });
    }
    return [...this.#watched.keys()];
  }

  /** @returns whether it has settled. */
  looked(name: string, { size, mtimeMs }: FileState, now: number): boolean {
    const before = this.#watched.get(name);
    if (before === undefined) return false;
    before.looks += 1;
    // A clock that was set back must not make it wait for ever.
    if (before.size !== size || before.mtimeMs !== mtimeMs || before.since > now) {
      if (before.looks > limits.impatience) this.putOff(name, now);
      else this.#watched.set(name, { ...before, size, mtimeMs, since: now, same: 0 });
      return false;
    }
    before.same += 1;
    const quiet = size === 0 ? limits.emptyQuietMs : limits.quietMs;
    return before.same >= limits.looks && now - before.since >= quiet;
  }

  /** Looked at again after half a minute. */
  putOff(name: string, now: number): void {
    this.#watched.delete(name);
    this.#later.set(name, now + limits.putOffMs);
  }

  /** Taken, or to be seen anew. */
  forget(name: string): void {
    this.#watched.delete(name);
  }
}
