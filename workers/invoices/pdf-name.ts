/** What the file of an invoice is called for people. */

/** A text from somebody else's file as a part of a file's name: what a file system or a header could read otherwise is replaced. */
export function safeName(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
}

/** `Invoice-<number>.pdf`. */
export function pdfName(number: string): string {
  const safe = safeName(number);
  return `Invoice-${safe === '' ? 'unnumbered' : safe}.pdf`;
}
