/** Text inside XML. */

/** What XML 1.0 does not allow at all, even escaped: control characters but tab and line ends, lone surrogates, U+FFFE and U+FFFF. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** What is to be escaped or looked at closely; most texts hold none of it. */
const special = /[&<>"]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/;

/** For content and for attributes in double quotes. Characters that XML forbids are left out. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
