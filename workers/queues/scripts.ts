/**
 * Our own steps on Bull's structures, where Bull has none: atomic in Redis, and repeatable.
 * Bull 4.16.5 keeps per queue the lists `wait`, `active`, `paused`, the sorted sets `delayed`, `completed`, `failed`,
 * `priority`, and per job a hash and `<id>:lock`, whose value is the token of the queue object that runs it.
 */
import type { Redis } from 'ioredis';
import { bullKey } from './bull.ts';

/**
 * Back to the front of the queue: the jobs that an instance holds (by its token), and those named.
 * KEYS active wait paused meta-paused stalled · ARGV key prefix, instance or '', ids…
 */
const release = `
local target = redis.call('EXISTS', KEYS[4]) == 1 and KEYS[3] or KEYS[2]
local released = {}
local function giveBack(id)
  redis.call('DEL', ARGV[1] .. id .. ':lock')
  redis.call('SREM', KEYS[5], id)
  if redis.call('LREM', KEYS[1], 0, id) > 0 then
    redis.call('RPUSH', target, id)
    released[#released + 1] = id
  end
end
if ARGV[2] ~= '' then
  for _, id in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    if redis.call('GET', ARGV[1] .. id .. ':lock') == ARGV[2] then giveBack(id) end
  end
end
for i = 3, #ARGV do giveBack(ARGV[i]) end
return released`;

/**
 * Makes room for an id that is to be added: an entry that nothing will ever run (finished, or a hash in no list) goes, because
 * adding an id that exists is silently ignored. A live entry stays, but for one that is delayed and wanted now.
 * KEYS wait active paused delayed completed failed priority · ARGV key prefix, how many of the ids are wanted now, these ids…, other ids…
 * · returns the ids removed
 */
const clearStale = `
local removed = {}
for i = 3, #ARGV do
  local id = ARGV[i]
  local now = i < 3 + tonumber(ARGV[2])
  local job = ARGV[1] .. id
  if redis.call('EXISTS', job) == 1 then
    local finished = redis.call('ZSCORE', KEYS[5], id) or redis.call('ZSCORE', KEYS[6], id)
    local live = not finished and ((not now and redis.call('ZSCORE', KEYS[4], id))
      or redis.call('LPOS', KEYS[2], id) or redis.call('LPOS', KEYS[1], id) or redis.call('LPOS', KEYS[3], id))
    if not live then
      redis.call('DEL', job, job .. ':logs', job .. ':lock')
      redis.call('ZREM', KEYS[4], id)
      redis.call('ZREM', KEYS[5], id)
      redis.call('ZREM', KEYS[6], id)
      redis.call('ZREM', KEYS[7], id)
      removed[#removed + 1] = id
    end
  end
end
return removed`;

type Scripted = Redis & {
  dockhandRelease(...args: string[]): Promise<string[]>;
  dockhandClearStale(...args: string[]): Promise<string[]>;
};

function scripted(client: Redis): Scripted {
  if (!('dockhandRelease' in client)) {
    client.defineCommand('dockhandRelease', { numberOfKeys: 5, lua: release });
    client.defineCommand('dockhandClearStale', { numberOfKeys: 7, lua: clearStale });
  }
  return client as Scripted;
}

/** @param whose the jobs that this instance has locked, and the jobs with these ids. @returns the ids that went back. */
export function releaseActive(
  client: Redis,
  queue: string,
  whose: { instanceId?: string; ids?: readonly string[] },
): Promise<string[]> {
  const keys = ['active', 'wait', 'paused', 'meta-paused', 'stalled'].map((key) => bullKey(queue, key));
  return scripted(client).dockhandRelease(
    ...keys,
    bullKey(queue, ''),
    whose.instanceId ?? '',
    ...(whose.ids ?? []),
  );
}

/**
 * @param jobs those that are wanted now lose a delay that Bull still has for them.
 * @returns the ids whose stale entry was removed.
 */
export function clearStaleEntries(
  client: Redis,
  queue: string,
  jobs: { now: readonly string[]; later: readonly string[] },
): Promise<string[]> {
  const keys = ['wait', 'active', 'paused', 'delayed', 'completed', 'failed', 'priority'];
  return scripted(client).dockhandClearStale(
    ...keys.map((key) => bullKey(queue, key)),
    bullKey(queue, ''),
    String(jobs.now.length),
    ...jobs.now,
    ...jobs.later,
  );
}

/** Every id that Bull will run or is running, of one queue, at one moment. */
export async function liveIds(client: Redis, queue: string): Promise<Set<string>> {
  const replies = await client
    .multi()
    .lrange(bullKey(queue, 'wait'), 0, -1)
    .lrange(bullKey(queue, 'active'), 0, -1)
    .lrange(bullKey(queue, 'paused'), 0, -1)
    .zrange(bullKey(queue, 'delayed'), 0, -1)
    .exec();
  return new Set((replies ?? []).flatMap((reply) => valueOf(reply) as string[]));
}

/** Ids of the jobs that Bull holds as failed, oldest first. @param since failed at or after, ms UTC. */
export function failedIds(client: Redis, queue: string, since: number): Promise<string[]> {
  return client.zrangebyscore(bullKey(queue, 'failed'), since, '+inf');
}

export interface FailedEntry {
  id: string;
  name: string;
  /** JSON. */
  data: string;
  reason: string;
  attempts: number;
  /** Ms UTC. */
  finishedAt: number | null;
}

/** What Bull holds of jobs. One that has gone since is left out. */
export async function failedEntries(
  client: Redis,
  queue: string,
  ids: readonly string[],
): Promise<FailedEntry[]> {
  const pipeline = client.pipeline();
  for (const id of ids)
    pipeline.hmget(bullKey(queue, id), 'name', 'data', 'failedReason', 'attemptsMade', 'finishedOn');
  const replies = (await pipeline.exec()) ?? [];
  return ids.flatMap((id, index) => {
    const [name, data, reason, attempts, finishedOn] = valueOf(replies[index]) as (string | null)[];
    if (name === null || name === undefined) return [];
    const finishedAt = typeof finishedOn === 'string' ? Number(finishedOn) : null;
    return [
      { id, name, data: data ?? 'null', reason: reason ?? '', attempts: Number(attempts ?? 0), finishedAt },
    ];
  });
}

/** A marker that this engine has set, or null, and the active ids of each queue: one round trip. */
export async function pulse(
  client: Redis,
  marker: string,
  queues: readonly string[],
): Promise<{ marker: string | null; active: Map<string, string[]> }> {
  const pipeline = client.pipeline().get(marker);
  for (const queue of queues) pipeline.lrange(bullKey(queue, 'active'), 0, -1);
  const [first, ...rest] = (await pipeline.exec()) ?? [];
  return {
    marker: valueOf(first) as string | null,
    active: new Map(queues.map((queue, index) => [queue, valueOf(rest[index]) as string[]])),
  };
}

/** @throws what Redis refused this command of a batch with. */
export function valueOf(reply: [Error | null, unknown] | undefined): unknown {
  if (reply === undefined) throw new Error('Redis left a command of a batch unanswered.');
  if (reply[0] !== null) throw reply[0];
  return reply[1];
}
