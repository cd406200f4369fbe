/** When two names are written for the same company: without case, accents, punctuation, legal forms, and "&" for "and". */

/** Behind a name; dots and apostrophes are gone by then, so `L.L.C.` and `Sp. z o.o.` are `llc` and `sp z oo`. */
const legalForms = new Set(
  (
    'inc incorporated llc lc ltd limited co company corp corporation pc pllc plc lp llp ltda pty pte ulc ' +
    'gmbh mbh ag kg kgaa ohg ug ek ev se sa sas sarl sl srl spa snc bv nv vof ab as asa aps oy oyj kft zrt doo dd sro ' +
    'spzoo spk eurl eirl cv'
  ).split(' '),
);

/** Legal forms of several words, as they stand behind a name. */
const longForms = [
  ' sp z oo',
  ' sp z o o',
  ' sp k',
  ' sp j',
  ' s a de cv',
  ' sa de cv',
  ' s de rl de cv',
  ' s a',
];
/** What a name ends in that may end in one of those: few do, and only they are looked at further. */
const longEnds = new Set(longForms.map((form) => form.slice(form.lastIndexOf(' ') + 1)));
/** Last words of a name that may have to go: `GmbH & Co. KG` leaves an "and" behind. */
const ends = new Set([...legalForms, ...longEnds, 'and']);

/** What stands where nobody knew a name, compared without blanks: it is the name of no company. */
const noNames = new Set(
  (
    'unknown unknowncompany unknowncustomer unknowncarrier na none null nil noname nocompany tbd tba tbc test testing ' +
    'testcompany testcustomer testcarrier various misc miscellaneous cash cashcustomer cashsale walkin walkincustomer ' +
    'private individual customer carrier lead shipper consignee broker vendor company other notavailable notapplicable ' +
    'notprovided notgiven pending xxx xx donotuse dummy sample example'
  ).split(' '),
);

/** @returns what names of one company have in common, without blanks; empty for none that tells a company. */
export function comparableName(name: string): string {
  if (name === '') return '';
  let words = withoutForms(plain(name));
  if (words.startsWith('the ')) words = words.slice(4);
  const joined = words.replaceAll(' ', '');
  // One letter, or one repeated, was typed to fill a field.
  const isOneLetter = joined[0] === joined[1] && /^(.)\1*$/u.test(joined);
  return joined.length < 2 || isOneLetter || noNames.has(joined) ? '' : joined;
}

/** Without the last words, as long as they are a legal form and something stands before. */
function withoutForms(words: string): string {
  for (let left = words; ;) {
    const end = left.lastIndexOf(' ');
    if (end === -1) return left;
    const last = left.slice(end + 1);
    if (!ends.has(last)) return left;
    const long = longEnds.has(last) ? longForms.find((form) => left.endsWith(form)) : undefined;
    if (long !== undefined) left = left.slice(0, -long.length);
    else if (legalForms.has(last) || last === 'and') left = left.slice(0, end);
    else return left;
  }
}

/** Lower-case words with one blank between them. */
function plain(name: string): string {
  return plainAscii(name) ?? plainText(name);
}

function plainText(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[&+]/g, ' and ')
    .replaceAll(dropped, '')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

/** Marks within a word, and points of abbreviations. */
const dropped = /['’`´.]/g;

/** What becomes of each ASCII character: its code in lower case, nothing, a blank or the word "and". */
const drop = 0;
const blank = 0x20;
const and = 1;
const asciiTable = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z\d]/i.test(char)) return char.toLowerCase().charCodeAt(0);
  if (/['`.]/.test(char)) return drop;
  return /[&+]/.test(char) ? and : blank;
});
const longestAscii = 256;
const letters = Buffer.alloc(longestAscii * 2);

/** The same, several times as fast: an import of a million rows has two names in each. @returns null for other texts. */
function plainAscii(name: string): string | null {
  if (name.length > longestAscii / 2) return null;
  let used = 0;
  // As if a blank had been written: none is wanted at the start.
  let afterBlank = true;
  for (let i = 0; i < name.length; i += 1) {
    const code = name.charCodeAt(i);
    if (code > 127) return null;
    const to = asciiTable[code] as number;
    if (to === drop) continue;
    if (to === blank || to === and) {
      if (!afterBlank) letters[used++] = blank;
      afterBlank = true;
      if (to === and) used += letters.write('and ', used, 'latin1');
      continue;
    }
    letters[used++] = to;
    afterBlank = false;
  }
  if (used > 0 && letters[used - 1] === blank) used -= 1;
  return letters.toString('latin1', 0, used);
}
