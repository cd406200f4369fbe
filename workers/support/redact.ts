/**
 * Takes out of text what nobody else is to read: secrets by their value and by what they look like, e-mail addresses, amounts of money.
 * Better too much than too little: what is left must make sense without them.
 */

export type Redact = (text: string) => string;

const gone = '[removed]';
/** A shorter one would take ordinary words along. */
const shortestSecret = 4;

const secretName =
  'pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|web[-_]?key|authorization|auth|credential|cookie';
const moneyName = '\\w*(?:cents|amount|total|balance|price|paid|owed|credit)\\w*';

const secretRules: readonly [RegExp, string][] = [
  [/\b([a-z][a-z\d+.-]*:\\?\/\\?\/)[^\s"'\\/]*@/gi, `$1${gone}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${gone}`],
  [/\b(AUTH(?:\s+(?:PLAIN|LOGIN))?)\s+[\w+/=]{6,}/g, `$1 ${gone}`],
  [new RegExp(`("[\\w.-]*(?:${secretName})[\\w.-]*"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${gone}"`],
  [
    new RegExp(`\\b([\\w.-]*(?:${secretName})\\w*\\s*[=:]\\s*)(?!\\[removed)[^\\s"',;&}]+`, 'gi'),
    `$1${gone}`,
  ],
];

const rules: readonly [RegExp, string][] = [
  // Of a web address only scheme and host stay: tokens stand in paths and queries alike.
  [/\b(https?:\\?\/\\?\/)(?:[^\s"'\\/@<>]*@)?([^\s"'\\/?#<>]+)[^\s"'<>]*/gi, `$1$2/${gone}`],
  ...secretRules,
  [new RegExp(`("${moneyName}"\\s*:\\s*)"?-?[\\d.,]+"?`, 'gi'), `$1"${gone}"`],
  [/[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/[\w.+%'-]+@(?=[\w-])[\w-]+/g, '[e-mail]'],
  [/(?:[$€£¥]|\b(?:USD|CAD|EUR|GBP|MXN)\b)\s?-?\d[\d.,]*/g, '[amount]'],
  [/-?\b\d[\d.,]*\s?(?:[$€£¥]|(?:USD|CAD|EUR|GBP|MXN|cents|dollars)\b)/g, '[amount]'],
  [/(?<![\w.:-])-?\d+(?:,\d{3})*\.\d{2}(?![\w.%])/g, '[amount]'],
];

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** @param secrets values that are known: they go wherever they stand, also within JSON or percent-encoded. */
export function redactor(secrets: readonly string[]): Redact {
  const replace = replacing(secrets, rules);
  return (text) => replace(text).replace(/[\w-]{24,}/g, (word) => (isToken(word) ? gone : word));
}

/** Takes out secrets alone: for what stays on this machine and in which people look for addresses, amounts and hashes. */
export function secretRemover(secrets: readonly string[]): Redact {
  return replacing(secrets, secretRules);
}

function replacing(secrets: readonly string[], by: readonly [RegExp, string][]): Redact {
  const known = [
    ...new Set(secrets.filter(({ length }) => length >= shortestSecret).flatMap(spellings)),
  ].sort((a, b) => b.length - a.length);
  return (text) => {
    let out = text;
    for (const secret of known) out = out.replaceAll(secret, gone);
    for (const [pattern, replacement] of by) out = out.replace(pattern, replacement);
    return out;
  };
}

function spellings(secret: string): string[] {
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ];
}

/** Long, with letters and digits, and not the id of a row. */
function isToken(word: string): boolean {
  return !uuid.test(word) && /\d/.test(word) && /[a-z]/i.test(word);
}

const secretNamed = new RegExp(secretName, 'i');

/** Whether a field of this name holds what nobody is to read. */
export const isSecretName = (name: string): boolean => secretNamed.test(name);
const isMoneyName = new RegExp(`^${moneyName}$`, 'i');

/** The same for a value of JSON: by the names of its fields, and in each text. */
export function redactValue(value: unknown, redact: Redact, name = ''): unknown {
  if (typeof value === 'string') return isSecretName(name) && value !== '' ? gone : redact(value);
  if (typeof value === 'number') return isMoneyName.test(name) ? gone : value;
  if (Array.isArray(value)) return value.map((each) => redactValue(each, redact, name));
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [redact(key), redactValue(each, redact, key)]),
  );
}
