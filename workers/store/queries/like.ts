/** A LIKE pattern that finds a text anywhere, taken literally. Use with `ESCAPE '\'`. */
export function anywhere(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
