/** The country of an address that people wrote: its last line, where that is a country's name. */

const names = new Map<string, string>();

/** English names and the short ones that stand on American mail. */
function countryNames(): ReadonlyMap<string, string> {
  if (names.size > 0) return names;
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = english.of(code);
      if (name !== undefined && !notCountries.has(code)) names.set(name.toUpperCase(), code);
    }
  }
  for (const [name, code] of Object.entries(shortNames)) names.set(name, code);
  return names;
}

/** Regions that ICU names and ISO 3166-1 does not, or that are withdrawn. */
const notCountries = new Set([
  'AC', 'AN', 'BU', 'CP', 'CQ', 'CS', 'DD', 'DG', 'DY', 'EA', 'EU', 'EZ', 'FX', 'HV', 'IC', 'NH', 'NT', 'QO', 'RH', 'SU',
  'TA', 'TP', 'UK', 'UN', 'VD', 'XA', 'XB', 'XK', 'YD', 'YU', 'ZR', 'ZZ',
]); // prettier-ignore

const shortNames: Record<string, string> = {
  USA: 'US',
  'U.S.A.': 'US',
  US: 'US',
  'UNITED STATES OF AMERICA': 'US',
  UK: 'GB',
  'GREAT BRITAIN': 'GB',
  MÉXICO: 'MX',
  DEUTSCHLAND: 'DE',
};

/** ISO 3166-1 code. @returns `US` where the address names no country: that is how it is written at home. */
export function countryOf(lines: readonly string[]): string {
  const last = lines.at(-1)?.split(',').at(-1)?.trim().toUpperCase() ?? '';
  return countryNames().get(last) ?? 'US';
}
