/**
 * JSON as indented lines, written piece by piece and given up at a limit, so that a payload of 50 MB costs no more than what
 * is shown of it. Pure.
 */

export interface PrettyLimits {
  lines: number;
  /** Characters of one string before it is cut. */
  text: number;
}

export interface Pretty {
  lines: string[];
  /** There is more than the lines show. */
  cut: boolean;
}

/** @param more the words for what was cut from a long string. */
export function prettyJson(
  value: unknown,
  limits: PrettyLimits,
  more: (characters: number) => string,
): Pretty {
  const lines: string[] = [];
  for (const line of linesOf(value, '', '', limits, more)) {
    if (lines.length >= limits.lines) return { lines, cut: true };
    lines.push(line);
  }
  return { lines, cut: false };
}

function* linesOf(
  value: unknown,
  indent: string,
  head: string,
  limits: PrettyLimits,
  more: (characters: number) => string,
): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    yield `${indent}${head}${scalar(value, limits.text, more)}`;
    return;
  }
  const isArray = Array.isArray(value);
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  const keys = isArray ? null : Object.keys(value);
  const size = keys?.length ?? (value as unknown[]).length;
  if (size === 0) {
    yield `${indent}${head}${open}${close}`;
    return;
  }
  yield `${indent}${head}${open}`;
  for (let index = 0; index < size; index += 1) {
    const key = keys?.[index];
    const item = key === undefined ? (value as unknown[])[index] : (value as Record<string, unknown>)[key];
    const itemHead = key === undefined ? '' : `${scalar(key, limits.text, more)}: `;
    yield* withComma(linesOf(item, `${indent}  `, itemHead, limits, more), index < size - 1);
  }
  yield `${indent}${close}`;
}

/** The same lines, with a comma behind the last. */
function* withComma(lines: Generator<string>, comma: boolean): Generator<string> {
  let held: string | null = null;
  for (const line of lines) {
    if (held !== null) yield held;
    held = line;
  }
  if (held !== null) yield comma ? `${held},` : held;
}

function scalar(value: unknown, limit: number, more: (characters: number) => string): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  if (value.length <= limit) return JSON.stringify(value);
  return `${JSON.stringify(value.slice(0, limit))} ${more(value.length - limit)}`;
}
