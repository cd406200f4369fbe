/** `npm start` and `npm run dockhand`, as a person types them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programRoot } from '../../../workers/paths.ts';
import { processesOn } from '../../support/processes.ts';
import { until } from '../../support/until.ts';
import { goodCarriers, put } from './files.ts';

describe('a start from source', () => {
  let dataDir: string;
  let running: ChildProcess[];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dockhand-launch-'));
    running = [];
  });
  afterEach(async () => {
    for (const pid of processesOn(dataDir)) process.kill(pid, 'SIGKILL');
    await until('no process is left', () => processesOn(dataDir).length === 0);
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A process group of its own, as a terminal makes one. */
  function run(
    program: string,
    args: string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {},
  ) {
    const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...options.env };
    const child = spawn(program, args, {
      ...options,
      cwd: options.cwd ?? programRoot,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
    const ended = once(child, 'close') as Promise<[number | null, string | null]>;
    return { child, text, ended };
  }
  const start = (...args: string[]) =>
    run(process.execPath, ['electron/launch.ts', '--data', dataDir, ...args]);
  const consoleUrl = (text: { stdout: string }) =>
    until(
      'the address is printed',
      () => /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(text.stdout)?.[0],
      60_000,
    );

  it('says why there is no window and prints an address where the console is', async () => {
    const { child, text, ended } = start();
    const url = await consoleUrl(text);
    expect(text.stderr).toContain('No window, because this session has no display.');
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(processesOn(dataDir)).toEqual([]);
  });

  it('a second one finds the first', async () => {
    const first = start();
    const url = await consoleUrl(first.text);
    const second = start();
    expect(await consoleUrl(second.text)).toBe(url);
    expect(await second.ended).toEqual([0, null]);
    expect(second.text.stderr).toMatch(/already runs/);
    first.child.kill('SIGINT');
    expect(await first.ended).toEqual([0, null]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'npm start ends in order by %s to all, as from a terminal',
    async (signal) => {
      const { child, text, ended } = run('npm', ['start', '--', '--data', dataDir]);
      await consoleUrl(text);
      process.kill(-(child.pid ?? 0), signal);
      await ended;
      await until('no process is left', () => processesOn(dataDir).length === 0);
      expect(text.stderr).toContain('Stopping …');
    },
  );

  it('npm start ends when npm alone is told to', async () => {
    const { child, text, ended } = run('npm', ['start', '--', '--data', dataDir]);
    await consoleUrl(text);
    child.kill('SIGTERM');
    await ended;
    await until('no process is left', () => processesOn(dataDir).length === 0);
  });

  it('leaves no process when it is killed', async () => {
    const { child, text, ended } = start();
    await consoleUrl(text);
    child.kill('SIGKILL');
    await ended;
    await until('no process is left', () => processesOn(dataDir).length === 0);
  });

  it('npm run dockhand takes paths as seen from where the person stands', async () => {
    const here = join(programRoot, 'node_modules', '.cache', `dockhand-here-${process.pid}`);
    mkdirSync(here, { recursive: true });
    put(here, 'mine.csv', goodCarriers);
    const args = ['run', '--silent', 'dockhand', '--', 'import', 'mine.csv', '--type', 'carrier', '--json'];
    const { text, ended } = run('npm', [...args, '--data', dataDir], { cwd: here });
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(text.stdout)).toMatchObject({ total: 2, created: 2 });
    rmSync(here, { recursive: true, force: true });
  });

  it('refuses an option that it does not know', async () => {
    const { text, ended } = start('--prot', '4100');
    expect(await ended).toEqual([1, null]);
    expect(text.stderr).toMatch(/--prot/);
    expect(text.stderr).not.toMatch(/^ +at /m);
  });

  it('goes on without a window when Electron cannot run here', async () => {
    const folder = join(dataDir, 'electron');
    mkdirSync(folder);
    writeFileSync(join(folder, 'electron'), '#!/bin/sh\necho "missing libgtk" >&2\nexit 127\n', {
      mode: 0o755,
    });
    // Root gets no window anyway, so the start is another user's.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    if (nobody.uid !== undefined) chownSync(dataDir, nobody.uid, nobody.gid);
    const env = { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder, HOME: dataDir };
    const args = ['electron/launch.ts', '--data', join(dataDir, 'data')];
    const { child, text, ended } = run(process.execPath, args, { env, ...nobody });
    await consoleUrl(text);
    expect(text.stderr).toMatch(/missing libgtk\nNo window, because Electron ended at once \(127\)/);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
