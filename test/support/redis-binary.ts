/** Before the integration tests: there is a Redis to test with, or a sentence that says how to get one. */
import { ensureRedis } from '../../electron/supervisor/redis/find.ts';

export default async function requireRedis(): Promise<void> {
  await ensureRedis({ allowInstall: true, say: (sentence) => console.log(sentence) });
}
