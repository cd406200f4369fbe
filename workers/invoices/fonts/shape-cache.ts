/** A cache with a limit: what was used since the last turn of the generations stays, the rest goes. */

/** Least recently used, roughly, at the price of two map look-ups: entries wander from the old generation to the young one when used. */
export class ShapeCache<T> {
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  readonly #perGeneration: number;

  /** @param limit most entries held at any time. */
  constructor(limit: number) {
    this.#perGeneration = Math.floor(limit / 2);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: string): T | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) {
      this.#old.delete(key);
      this.set(key, old);
    }
    return old;
  }

  set(key: string, value: T): void {
    if (this.#young.size >= this.#perGeneration) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
