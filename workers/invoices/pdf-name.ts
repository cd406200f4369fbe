/** What the file of an invoice is called for people. */

/**
 * `Invoice-<number>.pdf`. The number comes from somebody else's file: what a file system or a header could read as anything but a
 * name is replaced.
 */
export function pdfName(number: string): string {
  const safe = number
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  return `Invoice-${safe === '' ? 'unnumbered' : safe}.pdf`;
}
