/** The options that say how a file is written, where what is found out is not what is meant. */
import type { Command } from 'commander';
import { encodings, type DialectChoice, type ReadingChoice } from '../../workers/api/wire.ts';
import { oneOf, wholeNumber } from './command.ts';

export interface DialectOptions {
  encoding?: DialectChoice['encoding'];
  delimiter?: string;
  /** One character, or `none`. */
  quote?: string;
  headerLine?: number;
}

/** What a shell makes hard to write has a name. */
const characterNames: Record<string, string> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  space: ' ',
};

export function addDialectOptions(command: Command): Command {
  return command
    .option(
      '--encoding <name>',
      `how its letters are stored: ${encodings.join(', ')}`,
      oneOf('unknown-encoding', 'encoding', encodings),
    )
    .option(
      '--delimiter <characters>',
      'what stands between its cells, or one of: comma, semicolon, tab, pipe, space',
      (text: string) => (Object.hasOwn(characterNames, text) ? (characterNames[text] as string) : text),
    )
    .option('--quote <character>', 'what encloses its cells, or none')
    .option(
      '--header-line <n>',
      'the line with the names of its columns; 0 if there is none: then they are called "Column 1" and so on',
      wholeNumber('--header-line', 0, 2_000_000_000),
    );
}

/** The same choices as these options say them, on one line; empty for none. */
export function readingOptions({ sheet, encoding, delimiter, quote, headerLine }: ReadingChoice): string {
  const named = Object.keys(characterNames).find((name) => characterNames[name] === delimiter) ?? delimiter;
  const said: [option: string, value: string | number | undefined][] = [
    ['sheet', sheet],
    ['encoding', encoding],
    ['delimiter', named],
    ['quote', quote === null ? 'none' : quote],
    ['header-line', headerLine],
  ];
  return said
    .filter(([, value]) => value !== undefined)
    .map(([option, value]) => `--${option} ${/^[\w.-]+$/.test(String(value)) ? value : `'${value}'`}`)
    .join(' ');
}

/** Only what was said; undefined for nothing. */
export function dialectChoice({
  encoding,
  delimiter,
  quote,
  headerLine,
}: DialectOptions): DialectChoice | undefined {
  // Commander makes an empty text of a parser's null.
  const marks = quote === 'none' ? null : quote;
  const said = Object.entries({ encoding, delimiter, quote: marks, headerLine }).filter(
    ([, value]) => value !== undefined,
  );
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
