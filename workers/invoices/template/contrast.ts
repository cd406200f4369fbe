/** How well a colour can be read on white (WCAG 2.2, 1.4.3), and the least that text needs. Pure. */

/** For text of any size. */
export const leastContrast = 4.5;

/** @param color `#rrggbb`. @returns 1 (white) to 21 (black). */
export function contrastOnWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16)),
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
