/** The end of what a process prints, kept for the reason of its exit. */

const kept = 4_000;

export class LastWords {
  #text = '';

  add(chunk: Buffer | string): void {
    this.#text = (this.#text + chunk.toString()).slice(-kept);
  }

  /** The line that tells most: of an uncaught error in Node its message, of Redis the last warning, else the last line. */
  get error(): string {
    const lines = this.#text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    const thrown = lines.findLast((line) => /^(Uncaught )?\w*Error\b.*:/.test(line));
    const warning = lines.map((line) => redisWarning.exec(line)?.[1]).findLast((text) => text !== undefined);
    return (thrown ?? warning ?? lines.at(-1) ?? '').slice(0, 300);
  }
}

/** `pid:role date time # text`: `#` is Redis's mark of a warning. */
const redisWarning = /^\d+:[A-Z] .* # (.*)$/;
