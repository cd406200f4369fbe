/** The signals that ask a program to end, as they come on this platform. On Windows SIGHUP is the closed console window. */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
