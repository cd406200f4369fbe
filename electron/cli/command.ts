/** How a command hangs in the program: it declares its words and says what to do with a context. */
import { Option, type Command } from 'commander';
import { UserError } from '../../workers/errors.ts';
import type { CommandContext } from './context.ts';

/** @returns the exit code (see exit.ts). */
export type Action = (context: CommandContext) => Promise<number>;

export type Run = (action: Action) => Promise<void>;

/** One file per command exports one of these. */
export type AddCommand = (parent: Command, run: Run) => void;

/** @throws UserError `bad-option` for anything but a whole number in the range. */
export function wholeNumber(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new UserError('bad-option', `${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  };
}

/** @throws UserError with the given code, listing what there is. */
export function oneOf<T extends string>(
  code: string,
  what: string,
  known: readonly T[],
): (text: string) => T {
  return (text) => {
    const match = known.find((each) => each === text);
    if (match !== undefined) return match;
    throw new UserError(code, `There is no ${what} "${text}". There are: ${known.join(', ')}.`);
  };
}

/** How many rows of a list: people see a screenful, programs everything, unless they say. */
export function limitOption(): Option {
  return new Option('--limit <n>', 'at most this many rows (people: 50, --json: all)').argParser(
    wholeNumber('--limit', 1, 10_000_000),
  );
}
