/** Electron's events that a listener may veto. */
import type { EventEmitter } from 'node:events';

/** @param detail further properties of the event object. @returns whether some listener prevented what would have followed. */
export function isPrevented(
  emitter: EventEmitter,
  name: string,
  detail: object = {},
  ...rest: unknown[]
): boolean {
  let prevented = false;
  const event = {
    ...detail,
    preventDefault: () => (prevented = true),
    get defaultPrevented() {
      return prevented;
    },
  };
  emitter.emit(name, event, ...rest);
  return prevented;
}
