/**
 * The keys of a window, and the order in which its records are written. Kept and sorted as bytes, as SQLite compares them: fifty
 * thousand strings would be compared more slowly, and live long enough to be garbage that only a full collection takes.
 */

/** Below a number of this size stand a record's place, above it four bytes of its key. More records than any window holds. */
const mostRecords = 2 ** 20;
/** Shorter runs are sorted by comparing. */
const shortRun = 12;

export class KeyOrder {
  #bytes: Buffer = Buffer.allocUnsafeSlow(512 * 1024);
  #ends = new Uint32Array(16 * 1024);
  #count = 0;
  /** Whether the keys have come in their order so far. */
  #ascending = true;
  #sorting = new Float64Array(0);

  get count(): number {
    return this.#count;
  }

  add(key: string): void {
    const from = this.#start(this.#count);
    const most = from + key.length * 3;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, from);
      this.#bytes = larger;
    }
    if (this.#count === this.#ends.length) this.#ends = twiceAsLong(this.#ends);
    this.#ends[this.#count] = this.#write(key, from);
    this.#count += 1;
    if (this.#ascending && this.#count > 1)
      this.#ascending = this.#compare(this.#count - 2, this.#count - 1, 0) <= 0;
  }

  /** Short keys are quicker put down here than by a call into Node. @returns where the key ends. */
  #write(key: string, from: number): number {
    const bytes = this.#bytes;
    if (key.length > 32) return from + bytes.write(key, from, 'utf8');
    for (let i = 0; i < key.length; i += 1) {
      const code = key.charCodeAt(i);
      if (code > 127) return from + bytes.write(key, from, 'utf8');
      bytes[from + i] = code;
    }
    return from + key.length;
  }

  clear(): void {
    this.#count = 0;
    this.#ascending = true;
  }

  /** The places of the keys in the order of their bytes, equal keys in the order in which they came. */
  order(): Uint32Array {
    const count = this.#count;
    const order = new Uint32Array(count);
    if (this.#ascending) {
      for (let i = 0; i < count; i += 1) order[i] = i;
      return order;
    }
    if (this.#sorting.length < count) this.#sorting = new Float64Array(this.#ends.length);
    for (let i = 0; i < count; i += 1) this.#sorting[i] = i;
    this.#sort(0, count, 0);
    for (let i = 0; i < count; i += 1) order[i] = this.#placeAt(i);
    return order;
  }

  /** Sorts a run of keys that are the same up to `depth`: by the next bytes in which they differ, then what those leave together. */
  #sort(from: number, to: number, depth: number): void {
    if (to - from <= shortRun) {
      this.#insert(from, to, depth);
      return;
    }
    const sorting = this.#sorting;
    const at = depth + this.#shared(from, to, depth);
    for (let i = from; i < to; i += 1) {
      const place = this.#placeAt(i);
      sorting[i] = this.#fourBytes(place, at) * mostRecords + place;
    }
    sorting.subarray(from, to).sort();
    let start = from;
    let bytes = Math.floor((sorting[from] as number) / mostRecords);
    for (let i = from; i <= to; i += 1) {
      const next = i < to ? Math.floor((sorting[i] as number) / mostRecords) : -1;
      if (i < to) sorting[i] = (sorting[i] as number) - next * mostRecords;
      if (next === bytes) continue;
      // A last byte of nothing: these keys have ended, and their places have put them in order.
      if (i - start > 1 && bytes % 256 !== 0) this.#sort(start, i, at + 4);
      start = i;
      bytes = next;
    }
  }

  #insert(from: number, to: number, depth: number): void {
    const sorting = this.#sorting;
    for (let i = from + 1; i < to; i += 1) {
      const moved = this.#placeAt(i);
      let at = i;
      for (; at > from; at -= 1) {
        const before = this.#placeAt(at - 1);
        if ((this.#compare(before, moved, depth) || before - moved) < 0) break;
        sorting[at] = before;
      }
      sorting[at] = moved;
    }
  }

  /** How many bytes behind `depth` are the same in all keys of a run. */
  #shared(from: number, to: number, depth: number): number {
    const first = this.#placeAt(from);
    const start = this.#start(first) + depth;
    let shared = (this.#ends[first] as number) - start;
    for (let i = from + 1; i < to && shared > 0; i += 1) {
      const place = this.#placeAt(i);
      const other = this.#start(place) + depth;
      const most = Math.min(shared, (this.#ends[place] as number) - other);
      shared = 0;
      while (shared < most && this.#bytes[start + shared] === this.#bytes[other + shared]) shared += 1;
    }
    return shared;
  }

  /** As a number; behind a key's end there is nothing, and no key holds a NUL. */
  #fourBytes(place: number, depth: number): number {
    const end = this.#ends[place] as number;
    let bytes = 0;
    for (let at = this.#start(place) + depth, i = 0; i < 4; i += 1, at += 1)
      bytes = bytes * 256 + (at < end ? (this.#bytes[at] as number) : 0);
    return bytes;
  }

  #compare(left: number, right: number, depth: number): number {
    const bytes = this.#bytes;
    const [leftEnd, rightEnd] = [this.#ends[left] as number, this.#ends[right] as number];
    let a = this.#start(left) + depth;
    let b = this.#start(right) + depth;
    for (; a < leftEnd && b < rightEnd; a += 1, b += 1)
      if (bytes[a] !== bytes[b]) return (bytes[a] as number) - (bytes[b] as number);
    return leftEnd - a - (rightEnd - b);
  }

  #start(place: number): number {
    return place === 0 ? 0 : (this.#ends[place - 1] as number);
  }

  #placeAt(i: number): number {
    return this.#sorting[i] as number;
  }
}

export function twiceAsLong(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
