/** What a mail server says, made fit to be kept and shown: somebody else wrote it, and it may repeat what we sent. */

const longest = 500;

/** What must not be shown of an account, in each form in which it travels. */
export function secretsOf(user: string, password: string): string[] {
  if (password === '') return [];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [base64(`\0${user}\0${password}`), base64(password), password];
}

export function cleanWords(text: string, secrets: readonly string[]): string {
  let words = text;
  for (const secret of secrets) words = words.replaceAll(secret, '•••');
  words = words.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

/** The pause that a server asks for in words, such as `try again in 5 minutes`, ms; undefined when it names none. */
export function pauseAskedFor(words: string): number | undefined {
  const found =
    /\b(?:in|after|for|within)\s+(\d{1,5})\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)\b/i.exec(
      words,
    );
  if (found?.[1] === undefined || found[2] === undefined) return undefined;
  const unit = found[2].toLowerCase();
  const unitMs = unit.startsWith('s') ? 1000 : unit.startsWith('m') ? 60_000 : 3_600_000;
  const ms = Number(found[1]) * unitMs;
  return ms > 0 && ms <= 24 * 3_600_000 ? ms : undefined;
}
