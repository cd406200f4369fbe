/** What is laid down of how a file is read, by a person, a template or an earlier import; the rest is found out for each file. */
import { z } from 'zod';
import { encodings, type ReadingChoice } from '../api/wire.ts';

/** What is left out is found out; a `headerLine` of 0 says that there is no header. */
export const dialectChoiceSchema = z
  .strictObject({
    encoding: z.enum(encodings),
    delimiter: z.string().min(1).max(5),
    quote: z.string().length(1).nullable(),
    headerLine: z.int().min(0),
  })
  .partial();

export const readingChoiceSchema = dialectChoiceSchema.extend({
  /** Name of a sheet; without meaning for a text. */
  sheet: z.string().min(1).max(255).optional(),
});

/** @param stored JSON, or a value that was parsed already. What cannot be understood lays down nothing. */
export function storedReading(stored: unknown): ReadingChoice {
  const value: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  const parsed = readingChoiceSchema.safeParse(value ?? {});
  return parsed.success ? said(parsed.data) : {};
}

/** Part by part: what the first says goes before what the second says. */
export function firstOf(first: ReadingChoice, second: ReadingChoice): ReadingChoice {
  return { ...said(second), ...said(first) };
}

export function saysNothing(choice: ReadingChoice): boolean {
  return Object.keys(said(choice)).length === 0;
}

/** The same without these parts, and without what is undefined. */
export function said(choice: ReadingChoice, ...without: readonly (keyof ReadingChoice)[]): ReadingChoice {
  return Object.fromEntries(
    Object.entries(choice).filter(
      ([part, value]) => value !== undefined && !without.includes(part as keyof ReadingChoice),
    ),
  );
}

const nameOf: { [Part in keyof ReadingChoice]-?: (value: NonNullable<ReadingChoice[Part]>) => string } = {
  sheet: (name) => `the sheet "${name}"`,
  encoding: (name) => `the encoding ${name}`,
  delimiter: (text) => `the delimiter ${text === '\t' ? 'tab' : `"${text}"`}`,
  quote: (text) => `the quotation mark ${text}`,
  headerLine: (line) => (line === 0 ? 'no header' : `the header on line ${line}`),
};

/** For people: `the delimiter ";", the header on line 3`. */
export function readingWords(choice: ReadingChoice): string {
  return Object.entries(said(choice))
    .map(([part, value]) =>
      value === null
        ? 'no quotation mark'
        : (nameOf[part as keyof ReadingChoice] as (value: unknown) => string)(value),
    )
    .join(', ');
}
