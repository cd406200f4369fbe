/** What documents may be set to: readable on paper, and with room for it. Pure but for the fonts. */
import { UserError } from '../../errors.ts';
import { unprintableCharacter } from '../fonts/font-set.ts';
import { cleanLine, cleanLines, nameCharacter } from '../format/clean-text.ts';
import { margin, papers, styles } from '../layout/style.ts';
import { textWidth } from '../layout/text.ts';
import { contrastOnWhite, leastContrast } from './contrast.ts';
import type { DocumentSettings } from './schema.ts';

const names = {
  legalName: 'name',
  phone: 'phone number',
  email: 'e-mail address',
  mcNumber: 'MC number',
  usdot: 'USDOT number',
  taxId: 'tax number',
} as const;

const longest: Record<keyof typeof names, number> = {
  legalName: 120,
  phone: 40,
  email: 120,
  mcNumber: 20,
  usdot: 20,
  taxId: 40,
};
const addressLines = { most: 6, longest: 80 } as const;
const mostFooterLines = 3;

/**
 * The settings cleaned as they will be printed.
 * @throws UserError `accent-invalid`, `accent-contrast`, `footer-too-long`, `text-too-long`, `font-lacks-character`.
 */
export function checkedSettings(settings: DocumentSettings): DocumentSettings {
  const checked: DocumentSettings = {
    ...settings,
    accent: checkedAccent(settings.accent),
    address: cleanLines(settings.address).join('\n'),
    footer: checkedFooter(settings.footer),
  };
  for (const [field, name] of Object.entries(names) as [keyof typeof names, string][]) {
    checked[field] = cleanLine(settings[field]);
    if (checked[field].length > longest[field]) throw tooLong(name, `${longest[field]} characters`);
  }
  const address = checked.address.split('\n');
  if (address.length > addressLines.most) throw tooLong('address', `${addressLines.most} lines`);
  if (address.some(({ length }) => length > addressLines.longest))
    throw tooLong('address', `${addressLines.longest} characters to a line`);
  for (const [name, text] of [
    ...Object.entries(names).map(([field, label]) => [label, checked[field as keyof typeof names]] as const),
    ['address', checked.address] as const,
    ['footer', checked.footer] as const,
  ])
    requirePrintable(name, text);
  return checked;
}

function checkedAccent(text: string): string {
  const color = text.trim().toLowerCase();
  if (color === '') return '';
  if (!/^#[0-9a-f]{6}$/.test(color))
    throw new UserError(
      'accent-invalid',
      `“${text}” is no colour. Write it like #1a5fb4, or leave it empty.`,
    );
  const contrast = contrastOnWhite(color);
  if (contrast >= leastContrast) return color;
  throw new UserError(
    'accent-contrast',
    // Rounded down: 4.46 must not be told as 4.5.
    `On white paper ${color} has a contrast of ${(Math.floor(contrast * 10) / 10).toFixed(1)} to 1, and headings in it could hardly be read; ${leastContrast} to 1 is the least. Take a darker colour.`,
  );
}

/** Each line has to fit on the narrower paper: it is never broken, for the foot has the same height on all pages. */
function checkedFooter(text: string): string {
  const lines = cleanLines(text);
  if (lines.length > mostFooterLines) throw tooLong('footer', `${mostFooterLines} lines`, 'footer-too-long');
  const width = papers.a4.width - margin.left - margin.right;
  const wide = lines.find(
    (line) => unprintableCharacter(line) === null && textWidth(line, styles.footer) > width,
  );
  if (wide === undefined) return lines.join('\n');
  throw new UserError(
    'footer-too-long',
    `The footer line “${wide.slice(0, 40)}…” is wider than the page. Shorten it or break it into two lines.`,
  );
}

function requirePrintable(name: string, text: string): void {
  const character = unprintableCharacter(text);
  if (character === null) return;
  throw new UserError(
    'font-lacks-character',
    `The character ${nameCharacter(character)} in the ${name} is in none of the fonts that Dockhand prints with. Write it otherwise.`,
  );
}

function tooLong(what: string, most: string, code = 'text-too-long'): UserError {
  return new UserError(code, `The ${what} is too long: ${most} are the limit.`);
}
