/** Where the window opens: where it was, if that can still be seen and reached. Pure. */
import type { Bounds } from './memory.ts';

export const usualSize = { width: 1280, height: 820 };
export const smallestSize = { width: 880, height: 560 };

/** So much of the title bar has to be on a display to be taken hold of. */
const handle = { width: 120, height: 32 };

/**
 * @param remembered null when there is nothing to remember.
 * @param displays their areas without taskbars.
 * @returns without a position, the system centres the window.
 */
export function placeWindow(
  remembered: Bounds | null,
  displays: readonly Bounds[],
): { x?: number; y?: number; width: number; height: number } {
  const wanted = remembered ?? usualSize;
  const display = remembered === null ? undefined : displays.find((each) => holdsHandle(each, remembered));
  const area = display ?? displays[0];
  const size = {
    width: within(wanted.width, smallestSize.width, area?.width),
    height: within(wanted.height, smallestSize.height, area?.height),
  };
  return display === undefined || remembered === null ? size : { x: remembered.x, y: remembered.y, ...size };
}

function holdsHandle(display: Bounds, { x, y, width }: Bounds): boolean {
  const seen = Math.min(x + width, display.x + display.width) - Math.max(x, display.x);
  return seen >= handle.width && y >= display.y && y + handle.height <= display.y + display.height;
}

/** The smallest size wins over a display that is smaller still. */
function within(value: number, least: number, most = Infinity): number {
  return Math.max(least, Math.min(value, most));
}
