/** The question after Ctrl+C: may what is in stay in? */
import { createInterface } from 'node:readline/promises';
import { plural } from './format.ts';

/** Nobody who went away keeps the program from ending, ms. */
const patienceMs = 60_000;

/** False, which keeps the records, where there is no terminal to ask in, no answer, or a second Ctrl+C. */
export async function wantsTakenBack(records: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), patienceMs);
  terminal.once('SIGINT', () => over.abort());
  try {
    const question = `The import is stopped. ${plural(records, 'record')} written: [k]eep, or [t]ake back? `;
    return isTakeBack(await terminal.question(question, { signal: over.signal }));
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    terminal.close();
  }
}

/** Pure. Whatever is not clearly the wish to take back keeps. */
export function isTakeBack(answer: string): boolean {
  return ['t', 'take', 'take back'].includes(answer.trim().toLowerCase());
}
