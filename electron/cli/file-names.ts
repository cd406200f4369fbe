/** File names from data: a number that somebody else chose must not leave its folder, overwrite another, or mean a device. Pure. */

/** Windows gives these names to devices, with any extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 120;

/** Names for the given texts, in their order and all different, also where case does not count. */
export function fileNames(texts: readonly string[], extension: string): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const base = safeName(text);
    let name = `${base}${extension}`;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base} (${n})${extension}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function safeName(text: string): string {
  const plain = text
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001F\u007F<>:"/\\|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .slice(0, longest)
    .replace(/[.\s]+$/, '');
  return plain === '' || devices.test(plain) ? `_${plain}` : plain;
}
