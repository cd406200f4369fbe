/**
 * npm runs its scripts by a shell, and passes the wish to end on to that shell alone: the shell dies, and what it runs lives on without
 * anybody who could stop it. A new parent gives that away. On Windows a parent never changes; there the console's end is told to all.
 */
const lookEveryMs = 500;

/** Ends this process in order when the one that started it is gone. */
export function followShell(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGHUP');
  }, lookEveryMs);
  timer.unref();
}
