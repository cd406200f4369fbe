/** Words of how a file is written: encoding, delimiter, quotes, header. */
import type { Dialect, ReadingChoice } from '../../../workers/api/wire.ts';
import { count } from '../../format/numbers.ts';

const encodings: Record<Dialect['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
};

const delimiters = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Pipe |' },
  { value: ':', label: 'Colon :' },
  { value: '^', label: 'Caret ^' },
  { value: '~', label: 'Tilde ~' },
];

const quotes: { value: string | null; label: string }[] = [
  { value: '"', label: 'Double "' },
  { value: "'", label: "Single '" },
  { value: null, label: 'None' },
];

const unit = (name: string) => ({
  headerAt: (line: number) => (line === 0 ? 'no header' : `${name} ${count(line)}`),
  chosen: `On this ${name} …`,
  number: `${name[0]?.toUpperCase()}${name.slice(1)} of the header`,
});

const partNames: Record<keyof ReadingChoice, string> = {
  sheet: 'sheet',
  encoding: 'encoding',
  delimiter: 'separator',
  quote: 'quotation marks',
  headerLine: 'header',
};

export const readingTexts = {
  encoding: 'Encoding',
  delimiter: 'Columns are separated by',
  quote: 'Quotation marks',
  header: 'Header',
  sheet: 'Sheet',
  chooseSheet: 'Choose a sheet',
  sheetHidden: (name: string) => `${name} (hidden)`,
  noHeader: 'The file has no header',
  line: unit('line'),
  row: unit('row'),
  encodings,
  delimiters,
  quotes,
  /** @param found null: nothing was found, or it does not matter. */
  automatic: (found: string | null) => (found === null ? 'Automatic' : `Automatic: ${found}`),
  kept: (found: string | null) => (found === null ? 'As kept' : `As kept: ${found}`),
  keptBy: (template: string | null, parts: readonly (keyof ReadingChoice)[]) =>
    `${template === null ? 'Read as such files were read before' : `Read as the template “${template}” lays down`}: ${parts
      .map((part) => partNames[part])
      .join(', ')}.`,
  isAnew: 'Found out anew, whatever was kept.',
  findAnew: 'Find it out anew',
  asKept: 'Read it as kept',
  delimiterName: (delimiter: string | null) =>
    delimiter === null
      ? null
      : (delimiters.find(({ value }) => value === delimiter)?.label.toLowerCase() ?? `“${delimiter}”`),
  quoteName: (quote: string | null) =>
    quotes.find(({ value }) => value === quote)?.label.toLowerCase() ?? `“${quote ?? ''}”`,
};
