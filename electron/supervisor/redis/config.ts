/** The config file of our Redis. */
import { createHash } from 'node:crypto';

/**
 * The settings that the engine depends on. Written beside the append-only file with mode 0600.
 *
 * - The default user's password is there only as its SHA-256, which Redis takes in place of the password itself.
 * - `noeviction`: any other policy deletes the payloads of waiting jobs when memory runs out, without an error.
 * - `everysec`: a crash of the machine may lose a second of queue state, and SQLite hands that over again.
 * - Redis is started inside its folder, so that no path of the data folder has to be quoted here.
 * - Only directives that 6.2 knows: an unknown one keeps Redis from starting.
 */
export function redisConfig(address: { port: number; password: string }): string {
  const hash = createHash('sha256').update(address.password).digest('hex');
  return [
    'bind 127.0.0.1',
    `port ${address.port}`,
    'protected-mode yes',
    `user default on #${hash} ~* &* +@all`,
    'daemonize no',
    'dir ./',
    'logfile ""',
    'loglevel notice',
    'save ""',
    'appendonly yes',
    'appendfilename "appendonly.aof"',
    'appendfsync everysec',
    'aof-load-truncated yes',
    'maxmemory-policy noeviction',
    'databases 1',
    'tcp-keepalive 60',
    'timeout 0',
    '',
  ].join('\n');
}
