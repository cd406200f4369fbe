/** The windows that figures are shown for. Pure. */
export const windowNames = ['hour', 'day', 'quarter'] as const;
export type WindowName = (typeof windowNames)[number];

const hourMs = 60 * 60_000;
const hours: Record<WindowName, number> = { hour: 1, day: 24, quarter: 90 * 24 };

/**
 * Figures are kept by whole hours: the window ends with the hour that runs, and an hour's begins with the one before, else it would be
 * empty at each full hour. @param now ms UTC.
 */
export function historyWindow(name: WindowName, now: number) {
  const to = (Math.floor(now / hourMs) + 1) * hourMs;
  const length = name === 'hour' ? 2 : hours[name];
  return {
    from: to - length * hourMs,
    to,
    interval: name === 'quarter' ? ('day' as const) : ('hour' as const),
  };
}

/** Undefined for what is not the name of a window. */
export const asWindow = (text: string): WindowName | undefined => windowNames.find((name) => name === text);
