/**
 * Calls `action` at once and then at most once per `everyMs`, with a last call after the last request: the end state is never
 * missed. Returns the request and how to stop.
 */
export function throttle(everyMs: number, action: () => void): { request: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let owed = false;
  function fire(): void {
    owed = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (owed) fire();
    }, everyMs);
    action();
  }
  return {
    request() {
      if (timer === undefined) fire();
      else owed = true;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      owed = false;
    },
  };
}
