/** When two telephone numbers are the same line. */

/** ITU country calling codes (E.164) of the countries that trade with North American warehouses most, by name and ISO code. */
const callingCodes: Record<string, string> = {
  us: '1', usa: '1', 'united states': '1', ca: '1', canada: '1', mx: '52', mexico: '52', uk: '44', gb: '44',
  'united kingdom': '44', ireland: '353', ie: '353', germany: '49', de: '49', france: '33', fr: '33', spain: '34',
  es: '34', italy: '39', it: '39', netherlands: '31', nl: '31', belgium: '32', be: '32', austria: '43', at: '43',
  switzerland: '41', ch: '41', denmark: '45', dk: '45', sweden: '46', se: '46', norway: '47', no: '47', finland: '358',
  fi: '358', poland: '48', pl: '48', portugal: '351', pt: '351', japan: '81', jp: '81', china: '86', cn: '86',
  korea: '82', kr: '82', india: '91', in: '91', singapore: '65', sg: '65', australia: '61', au: '61',
  'new zealand': '64', nz: '64', brazil: '55', br: '55', argentina: '54', ar: '54', chile: '56', cl: '56',
  colombia: '57', co: '57', venezuela: '58', ve: '58', peru: '51', pe: '51',
}; // prettier-ignore

/** Ten digits as they are mostly written: found at once. */
const northAmerican = /^\(?([1-9]\d{2})\)?[ .-]?(\d{3})[ .-]?(\d{4})$/;

/**
 * The digits of a number with its country code where that is known: from a leading `+` or `00`, from the country, or because ten
 * digits without a country are North American here.
 * @returns null when the text holds too few digits to tell one company from another.
 */
export function internationalDigits(phone: string, country: string): string | null {
  const local = country === '' ? northAmerican.exec(phone) : null;
  if (local !== null) return `1${local[1]}${local[2]}${local[3]}`;
  const plain = phone.replace(/\s*(?:x|ext\.?|#)\s*\d+$/i, '');
  const digits = plain.replaceAll(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return null;
  if (plain.trim().startsWith('+')) return digits;
  if (digits.startsWith('00')) return digits.slice(2);
  const code = country === '' ? '1' : callingCodes[country.toLowerCase().replaceAll('.', '')];
  if (code === undefined) return digits;
  if (code === '1') {
    if (digits.length === 10) return `1${digits}`;
    return digits;
  }
  // The zero before an area code is dialled only inside the country.
  return code + digits.replace(/^0/, '');
}
