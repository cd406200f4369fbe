import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChildRole } from '../../../workers/protocol.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { until, untilActive } from '../../fixtures/queues/look.ts';
import { isAlive } from '../../support/processes.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start({ children: [] });
});
afterEach(() => engine.stop());

/** Starts the children under a supervisor of their own. @returns their numbers, and the function that kills it. */
async function superviseElsewhere(roles: ChildRole[]) {
  const supervisor = fork(join(import.meta.dirname, '../../fixtures/queues/supervisor.ts'), {
    serialization: 'advanced',
  });
  const { dataDir, redis, program } = engine;
  const configs = roles.map((role) => ({
    name: role === 'api' ? 'api' : `${role}-1`,
    role,
    instanceId: randomUUID(),
    dataDir,
    redis: redis.address,
    http: null,
  }));
  supervisor.send({ program, configs });
  const [{ pids }] = (await once(supervisor, 'message')) as [{ pids: number[] }];
  const kill = async () => {
    const gone = once(supervisor, 'exit');
    supervisor.kill('SIGKILL');
    await gone;
  };
  return { pids, kill };
}

test('the supervisor is killed: children and Redis are gone within two seconds', async () => {
  const { pids, kill } = await superviseElsewhere(['api', 'press', 'office']);
  const long = engine.want('work/deaf');
  await untilActive(engine.store, long);
  expect(pids.filter(isAlive)).toHaveLength(3);
  const killedAt = Date.now();
  await kill();
  const all = [...pids, engine.redis.pid];
  await until(
    () => all.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );
  expect(Date.now() - killedAt).toBeLessThan(2000);
});

test('the supervisor is killed while a job blocks the event loop: that process is gone as well', async () => {
  const { pids, kill } = await superviseElsewhere(['api', 'press']);
  const id = engine.want('work/block');
  await untilActive(engine.store, id);
  await kill();
  const killedAt = Date.now();
  await until(
    () => pids.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );
  expect(Date.now() - killedAt).toBeLessThan(2000);
});

test('the supervisor is killed while Redis does not answer: the children are gone within two seconds', async () => {
  const { pids, kill } = await superviseElsewhere(['api', 'press']);
  process.kill(engine.redis.pid, 'SIGSTOP');
  const killedAt = Date.now();
  await kill();
  await until(
    () => pids.filter(isAlive),
    (alive) => alive.length === 0,
    5000,
  );
  expect(Date.now() - killedAt).toBeLessThan(2000);
});
