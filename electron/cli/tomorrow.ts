/** The day after, by the clock of this computer. */

/** Its first moment; where clocks are moved at midnight, the first that there is. */
export function startOfTomorrow(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
}
