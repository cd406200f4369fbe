/** What somebody pipes into a command. */
import { createInterface } from 'node:readline';
import { UserError } from '../../workers/errors.ts';

/** The first line of standard input, without its end. @throws UserError `usage` when there is none. */
export async function firstLineOfInput(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
    process.stdin.destroy();
  }
  throw new UserError('usage', 'Nothing came over standard input.');
}
