/** Contender: Bull 4.16 as its README shows it, in a process of its own, with the one setting that everybody makes. */
import Queue from 'bull';
import type { RedisAddress } from '../../../workers/protocol.ts';
import { countedJob, setting } from './counted.ts';

const job = countedJob(setting('WARM'), setting('JOBS'));

process.on('message', (redis: RedisAddress) => {
  const queue = new Queue('bare', { redis: { ...redis } });
  void queue.process(setting('CONCURRENCY'), () => job());
});
process.send?.({ type: 'booted' });
