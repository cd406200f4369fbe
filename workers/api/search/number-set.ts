/** Sets of row numbers: a byte for each number between the lowest and the highest, which lie close together. Pure. */

type Numbers = readonly number[] | Int32Array;

export class NumberSet {
  readonly #from: number;
  readonly #has: Uint8Array;

  constructor(lists: readonly Numbers[]) {
    let lowest = Infinity;
    let highest = -Infinity;
    for (const list of lists) {
      for (const number of list) {
        if (number < lowest) lowest = number;
        if (number > highest) highest = number;
      }
    }
    this.#from = lowest === Infinity ? 0 : lowest;
    this.#has = new Uint8Array(lowest === Infinity ? 0 : highest - lowest + 1);
    for (const list of lists) for (const number of list) this.#has[number - this.#from] = 1;
  }

  has(number: number): boolean {
    return this.#has[number - this.#from] === 1;
  }

  /** Highest first. @param above,upTo the range. */
  between(above: number, upTo: number): number[] {
    const numbers: number[] = [];
    const last = Math.min(upTo, this.#from + this.#has.length - 1);
    for (let number = last; number > above && number >= this.#from; number -= 1)
      if (this.has(number)) numbers.push(number);
    return numbers;
  }

  highestFirst(): number[] {
    return this.between(-Infinity, Infinity);
  }
}

/** Sorted, highest first. */
export function highestFirst(numbers: readonly number[]): Int32Array {
  return Int32Array.from(numbers).sort().toReversed();
}

/** @param one,other highest first, as is what is returned. */
export function inBoth(one: Int32Array, other: Int32Array): Int32Array {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one];
  const set = new NumberSet([more]);
  return fewer.filter((number) => set.has(number));
}
