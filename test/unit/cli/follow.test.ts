import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../electron/cli/follow.ts';
import type { ChildSnapshot } from '../../../workers/protocol.ts';

const child = (name: string, role: ChildSnapshot['role'], state: ChildSnapshot['state']): ChildSnapshot => ({
  name,
  role,
  state,
  pid: null,
  instanceId: null,
  since: 0,
  restarts: 0,
  reasons: [{ at: 0, reason: 'the disk is gone' }],
});

describe('waiting for work', () => {
  it('goes on while anything that is needed may still come', () => {
    expect(troubleOf([])).toBeNull();
    expect(
      troubleOf([child('redis', 'redis', 'backing-off'), child('press-1', 'press', 'starting')]),
    ).toBeNull();
    expect(troubleOf([child('press-1', 'press', 'gave-up'), child('press-2', 'press', 'ready')])).toBeNull();
  });

  it.each([
    ['Redis', [child('redis', 'redis', 'gave-up')]],
    ['every press', [child('press-1', 'press', 'gave-up'), child('press-2', 'press', 'gave-up')]],
  ])('ends with the reason when %s was given up', (_what, children) => {
    expect(troubleOf(children)).toMatchObject({
      code: 'engine-in-trouble',
      message: expect.stringContaining('the disk is gone') as string,
    });
  });
});
