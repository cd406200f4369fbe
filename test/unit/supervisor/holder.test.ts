import { describe, expect, it } from 'vitest';
import { holderPid, holderUser } from '../../../electron/supervisor/claim-socket.ts';

describe('what the holder of a data folder says', () => {
  it('names its process and its user', () => {
    const said = `4711 0123456789ab ${encodeURIComponent('José Núñez')}`;
    expect([holderPid(said), holderUser(said)]).toEqual([4711, 'José Núñez']);
  });

  it.each([
    null,
    '',
    '4711 01',
    '4711 01 %',
    '4711 01 a%0Ab',
    `4711 01 ${'x'.repeat(65)}`,
    '4711 01 %E2%80%AE',
  ])('names no user in %j', (said) => expect(holderUser(said)).toBeNull());
});
