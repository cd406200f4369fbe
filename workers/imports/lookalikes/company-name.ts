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
const longForms = [['sp', 'z', 'oo'], ['sp', 'z', 'o', 'o'], ['sp', 'k'], ['sp', 'j'], ['s', 'a', 'de', 'cv'], ['sa', 'de', 'cv'], ['s', 'de', 'rl', 'de', 'cv'], ['s', 'a']]; // prettier-ignore

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
  const words = plain(name).split(' ');
  for (let before = Infinity; words.length < before;) {
    before = words.length;
    dropForm(words);
  }
  if (words.length > 1 && words[0] === 'the') words.shift();
  const joined = words.join('');
  // One letter, or one repeated, was typed to fill a field.
  return joined.length < 2 || /^(.)\1*$/u.test(joined) || noNames.has(joined) ? '' : joined;
}

/** The last words, where they are a legal form and something stands before. */
function dropForm(words: string[]): void {
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return;
  for (const form of longForms) {
    if (
      words.length > form.length &&
      form.every((word, i) => words[words.length - form.length + i] === word)
    ) {
      words.length -= form.length;
      return;
    }
  }
  // `GmbH & Co. KG` leaves an "and" behind.
  if (legalForms.has(last) || last === 'and') words.pop();
}

/** Lower-case words with one blank between them. */
function plain(name: string): string {
  let text = isAscii(name)
    ? name
    : name
        .normalize('NFKD')
        .replaceAll(/\p{M}/gu, '')
        .replaceAll('ł', 'l')
        .replaceAll('Ł', 'L')
        .replaceAll('ß', 'ss');
  text = text.toLowerCase();
  if (text.includes('&') || text.includes('+')) text = text.replaceAll(/[&+]/g, ' and ');
  return text
    .replaceAll(/['’`´.]/g, '')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false;
  return true;
}
