import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { claimByLink, takeOver } from '../../../electron/supervisor/claim-link.ts';
import { claimDataFolder, socketName } from '../../../electron/supervisor/data-folder.ts';
import { readEngineFile, writeEngineFile } from '../../../electron/supervisor/engine-file.ts';
import { afterwards, dataFolder } from './support.ts';

const engineModule = (name: string) => join(import.meta.dirname, '../../../electron/supervisor', name);

/** Runs a line of code in another process that then waits to be killed; returns what it printed. */
async function elsewhere(code: string): Promise<{ said: string; pid: number; kill(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', `${code}; setInterval(() => {}, 1_000_000);`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  afterwards(kill);
  const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { said, pid: child.pid ?? 0, kill };
}

function claimElsewhere(dataDir: string) {
  return elsewhere(`import { claimDataFolder } from ${JSON.stringify(engineModule('data-folder.ts'))};
    console.log((await claimDataFolder(${JSON.stringify(dataDir)})).held)`);
}

function linkElsewhere(dataDir: string) {
  return elsewhere(`import { claimByLink, takeOver } from ${JSON.stringify(engineModule('claim-link.ts'))};
    console.log('release' in await claimByLink(${JSON.stringify(dataDir)}))`);
}

describe('the claim on a data folder', () => {
  it('makes the folder, is held once, and is free again when it is released', async () => {
    const dataDir = join(dataFolder(), 'new');
    const first = await claimDataFolder(dataDir);
    expect(first.held).toBe(true);
    expect(await claimDataFolder(dataDir)).toEqual({ held: false, by: null, user: userInfo().username });
    if (first.held) await first.release();
    const again = await claimDataFolder(dataDir);
    expect(again.held).toBe(true);
    if (again.held) await again.release();
  });

  it('is on the folder, by whatever path it is reached', async () => {
    const dataDir = dataFolder();
    const link = join(dataFolder(), 'link');
    symlinkSync(dataDir, link);
    const first = await claimDataFolder(dataDir);
    expect((await claimDataFolder(link)).held).toBe(false);
    if (first.held) await first.release();
  });

  it('ends with the process that holds it', async () => {
    const dataDir = dataFolder();
    const other = await claimElsewhere(dataDir);
    expect(other.said).toBe('true');
    expect((await claimDataFolder(dataDir)).held).toBe(false);
    await other.kill();
    const claim = await claimDataFolder(dataDir);
    expect(claim.held).toBe(true);
    if (claim.held) await claim.release();
  });

  it('does not name an engine that was killed as the one that is starting', async () => {
    const dataDir = dataFolder();
    await writeEngineFile(dataDir, { url: 'http://127.0.0.1:1', token: 't', pid: 999_999, startedAt: 1 });
    const other = await claimElsewhere(dataDir);
    expect(await claimDataFolder(dataDir)).toEqual({ held: false, by: null, user: userInfo().username });
    const engine = { url: 'http://127.0.0.1:2', token: 'u', pid: other.pid, startedAt: 2 };
    await writeEngineFile(dataDir, engine);
    expect(await claimDataFolder(dataDir)).toEqual({ held: false, by: engine, user: userInfo().username });
  });

  it('has a name that the platform can bear', () => {
    expect(socketName('/a/'.repeat(500), 'linux')).toMatch(/^\0dockhand-[0-9a-f]{32}$/);
    expect(socketName('C:\\data', 'win32')).toMatch(/^\\\\\.\\pipe\\dockhand-[0-9a-f]{32}$/);
    expect(socketName('/Users/x', 'darwin')).toBeNull();
  });
});

describe('the claim by a link (where sockets are files)', () => {
  it('is held once, and is free again when it is released', async () => {
    const dataDir = dataFolder();
    const first = await claimByLink(dataDir);
    expect(await claimByLink(dataDir)).toEqual({
      holder: expect.stringMatching(new RegExp(`^${process.pid} `)),
    });
    if ('release' in first) await first.release();
    const again = await claimByLink(dataDir);
    expect('release' in again).toBe(true);
    if ('release' in again) await again.release();
  });

  it('is taken over from a process that was killed, by one of two starts', async () => {
    const dataDir = dataFolder();
    const other = await linkElsewhere(dataDir);
    expect(other.said).toBe('true');
    await other.kill();
    const both = await Promise.all([linkElsewhere(dataDir), linkElsewhere(dataDir)]);
    expect(both.map(({ said }) => said).toSorted()).toEqual(['false', 'true']);
  });

  it('is not believed to be held by one whose link another has just replaced', async () => {
    const link = join(dataFolder(), 'engine.lock');
    symlinkSync('/tmp/dockhand-nobody.sock', link);
    // The second had seen the same link as the first, and removes what is there now.
    const second = Promise.withResolvers<boolean>();
    const first = takeOver('/tmp/dockhand-first.sock', link, async () => {
      second.resolve(await takeOver('/tmp/dockhand-second.sock', link));
    });
    expect(await Promise.all([first, second.promise])).toEqual([false, true]);
  });

  it('is taken over by one of many in one process, too', async () => {
    const dataDir = dataFolder();
    symlinkSync('/tmp/dockhand-nobody.sock', join(dataDir, 'engine.lock'));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimByLink(dataDir)));
    const held = claims.filter((claim) => 'release' in claim);
    expect(held).toHaveLength(1);
    for (const claim of held) await claim.release();
  });
});

describe('engine.json', () => {
  it.each(['', '{', '{}', '{"pid":0}', '[]', 'null'])('that says %j is none', async (text) => {
    const dataDir = dataFolder();
    writeFileSync(join(dataDir, 'engine.json'), text);
    expect(await readEngineFile(dataDir)).toBeNull();
  });
});
