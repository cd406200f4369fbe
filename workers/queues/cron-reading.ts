/** How cron expressions are read, wherever they are: see `cron.ts`. */
export const cronReading = { mode: '5-or-6-parts', fixedTimeRule: 'no-wildcard' } as const;
