/** The names of everything that passes between the window and the main process. */
export const channels = {
  /** Window to main: wants a port. */
  connect: 'dockhand:connect',
  /** Main to window: here it is, in the event's ports. */
  port: 'dockhand:port',
} as const;

/** How the program's version reaches the preload: in the sandbox it can read nothing itself. */
export const versionArgument = '--dockhand-version=';
