import { beforeEach, describe, expect, it } from 'vitest';
import { setupSingleInstance } from '../../../electron/shell/single-instance.ts';
import { app, resetElectron } from '../../doubles/electron.ts';

describe('a second start', () => {
  beforeEach(() => resetElectron());

  it('ends at once and leaves the work to the first', () => {
    app.hasLock = false;
    setupSingleInstance();
    expect(app.exitCode).toBe(0);
  });

  it('is heard by the first, which goes on', () => {
    let starts = 0;
    setupSingleInstance().onSecondStart(() => (starts += 1));
    app.emit('second-instance');
    expect(starts).toBe(1);
    expect(app.exitCode).toBeNull();
  });
});
