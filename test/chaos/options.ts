/** What a chaos run is to do, from its command line. */
import { parseArgs } from 'node:util';

export interface ChaosOptions {
  jobs: number;
  workerKills: number;
  redisKills: number;
  /** How often the whole folder of Redis is deleted. */
  folderDeletions: number;
  supervisorKills: number;
  apiKills: number;
  seed: number;
  /** Leaves the data folder for a look at it. */
  keep: boolean;
}

const short = {
  jobs: 400,
  'worker-kills': 8,
  'redis-kills': 2,
  'folder-deletions': 1,
  'supervisor-kills': 2,
  'api-kills': 1,
};

/** @throws Error that says which option is wrong. */
export function chaosOptions(args: string[]): ChaosOptions {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      jobs: string,
      'worker-kills': string,
      'redis-kills': string,
      'folder-deletions': string,
      'supervisor-kills': string,
      'api-kills': string,
      seed: string,
      short: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const count = (name: keyof typeof short | 'seed', otherwise: number) => {
    const given = Number(values[name] ?? (values.short && name !== 'seed' ? short[name] : otherwise));
    if (!Number.isSafeInteger(given) || given < 0) throw new Error(`--${name} must be a whole number.`);
    return given;
  };
  return {
    jobs: count('jobs', 3000),
    workerKills: count('worker-kills', 60),
    redisKills: count('redis-kills', 10),
    folderDeletions: count('folder-deletions', 0),
    supervisorKills: count('supervisor-kills', 0),
    apiKills: count('api-kills', 0),
    seed: count('seed', 1),
    keep: values.keep,
  };
}
