/** JSON that breaks off somewhere, as indented lines. It is not parsed, so it need not be whole. Pure. */

/** @param most lines. @param width characters of a line before it is broken. */
export function prettyPart(json: string, most: number, width: number): string[] {
  const lines: string[] = [];
  let depth = 0;
  let line = '';
  const flush = () => {
    lines.push(line);
    line = '  '.repeat(Math.min(depth, 20));
  };
  let inText = false;
  for (let at = 0; at < json.length && lines.length < most; at += 1) {
    const char = json.charAt(at);
    if (inText) {
      line += char;
      if (char === '\\') line += json.charAt((at += 1));
      else if (char === '"') inText = false;
    } else if (char === '{' || char === '[') {
      depth += 1;
      line += char;
      flush();
    } else if (char === '}' || char === ']') {
      depth -= 1;
      flush();
      line += char;
    } else if (char === ',') {
      line += char;
      flush();
    } else if (char.trim() !== '') {
      inText = char === '"';
      line += char === ':' ? ': ' : char;
    }
    if (line.length >= width) flush();
  }
  if (lines.length < most && line.trim() !== '') lines.push(line);
  return lines;
}
