/** The compiled main process with real Redis, real workers and a real api; only `electron` itself is a double. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiClient, type ApiClient } from '../../../electron/cli/client.ts';
import { channels } from '../../../electron/shell/channels.ts';
import { claimDataFolder } from '../../../electron/supervisor/data-folder.ts';
import { readEngineFile } from '../../../electron/supervisor/engine-file.ts';
import { reapLeftovers } from '../../../electron/supervisor/reap.ts';
import { connectProber } from '../../../electron/supervisor/redis/prober.ts';
import { silentLogger } from '../../../workers/log.ts';
import { dataPaths } from '../../../workers/paths.ts';
import type { FromOperator } from '../../doubles/electron/operator.ts';
import { isAlive } from '../../support/processes.ts';
import { bootShell, type BootedShell } from '../../support/shell.ts';
import { until } from '../../support/until.ts';

type Seen<K extends FromOperator['saw']> = Extract<FromOperator, { saw: K }>;
const saw =
  <K extends FromOperator['saw']>(kind: K, also: (message: Seen<K>) => boolean = () => true) =>
  (message: FromOperator): message is Seen<K> =>
    message.saw === kind && also(message as Seen<K>);
const trayShows = (state: string) => saw('tray', ({ image }) => basename(image) === `${state}.png`);

describe('the main process', () => {
  let dataDir: string;
  let shell: BootedShell;
  let others: BootedShell[];

  beforeEach(async () => {
    others = [];
    dataDir = mkdtempSync(join(tmpdir(), 'dockhand-boot-'));
    shell = await bootShell(dataDir);
  });
  afterEach(async () => {
    for (const each of [shell, ...others]) each.kill9();
    for (const each of [shell, ...others]) await each.ended;
    await until('the folder is free', async () => {
      const claim = await claimDataFolder(dataDir);
      if (claim.held) await claim.release();
      return claim.held;
    });
    // Killed before any worker knew of it, a Redis is ended by the next start; here there is none, and its folder goes away.
    await reapLeftovers(dataPaths(dataDir).runRecord, connectProber, silentLogger);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  async function pids(): Promise<number[]> {
    const engine = await until('the engine runs', () => readEngineFile(dataDir));
    const client = apiClient({ url: engine.url ?? '', token: engine.token ?? '' });
    const children = await until('every child is ready', async () => {
      const { engine: snapshot } = await client.system.status();
      return snapshot?.children.every(({ state }) => state === 'ready') === true ? snapshot.children : null;
    });
    return children.map(({ pid }) => pid ?? 0);
  }

  it('opens its window, goes idle when all is up, and quits in order leaving nothing behind', async () => {
    expect(await shell.see('the window opens', saw('window'))).toMatchObject({ url: 'app://dockhand/' });
    await shell.see('the tray shows a start', trayShows('stopped'));
    await shell.see(
      'the tray goes idle',
      saw('tray', ({ tooltip }) => tooltip === 'Dockhand: nothing to do'),
    );
    const children = await pids();
    expect(children).toHaveLength(4);
    shell.do({ do: 'click', label: 'Quit' });
    shell.do({ do: 'quit' });
    await shell.see(
      'it quits',
      saw('exit', ({ code }) => code === 0),
    );
    await shell.ended;
    expect(children.filter(isAlive)).toEqual([]);
    expect(await readEngineFile(dataDir)).toBeNull();
    expect(shell.said).toBe('');
  });

  it('lives on in the tray when its window is closed', async () => {
    await shell.see('the window opens', saw('window'));
    shell.do({ do: 'close-window' });
    expect(await shell.see('the window hides', saw('closed'))).toMatchObject({ windows: 1 });
    await shell.see('the tray goes idle', trayShows('idle'));
    await shell.see(
      'it says so',
      saw('notification', ({ title }) => title === 'Dockhand works on'),
    );
    shell.do({ do: 'click-notification' });
    await shell.see(
      'the window comes back',
      saw('window', ({ url }) => url === 'app://dockhand/#/'),
    );
  });

  it('asks before it quits while there is work, and does not ask when there is none', async () => {
    await shell.see('the tray goes idle', trayShows('idle'));
    const { url, token } = await until('the engine runs', () => readEngineFile(dataDir));
    const client = apiClient({ url: url ?? '', token: token ?? '' });
    await client.system.pause({ until: null });
    await shell.see('the tray is paused', trayShows('paused'));
    const { jobId } = await client.schedules.run({ key: 'scheduled/database-backup' });
    await shell.see(
      'the job is counted',
      saw('tray', ({ tooltip }) => tooltip === 'Dockhand: paused, 0 running, 1 waiting'),
    );
    shell.do({ do: 'answer', button: 2 });
    shell.do({ do: 'click', label: 'Quit' });
    await shell.see(
      'it asks',
      saw('dialog', ({ detail }) => detail.startsWith('1 job waits')),
    );
    const at = shell.seen.length;
    await client.system.resume();
    await until('the job is done', async () => (await client.jobs.get({ id: jobId })).state === 'completed');
    await until('the tray is idle', () => shell.seen.slice(at).some(trayShows('idle')));
    shell.do({ do: 'click', label: 'Quit' });
    await shell.ended;
    expect(shell.seen.slice(at).filter(saw('dialog'))).toEqual([]);
  });

  it('gives the window a channel on which the whole router answers', async () => {
    await shell.see('the window opens', saw('window'));
    const client = channelClient(shell);
    shell.do({ do: 'connect', channel: channels.connect });
    await shell.see('the port arrives', saw('port'));
    const status = await client.system.status();
    expect(status.dataDir).toBe(dataDir);
    expect(status.engine?.children.map(({ name }) => name)).toEqual(['redis', 'api', 'office', 'press-1']);
    for await (const next of await client.system.watchStatus()) {
      expect(next.version).toBe(status.version);
      break;
    }
  });

  it('shows in the tray that a part fails and when it is well again', async () => {
    await shell.see('the tray goes idle', trayShows('idle'));
    const [, , office = 0] = await pids();
    process.kill(office, 'SIGKILL');
    await shell.see('the tray asks for attention', trayShows('attention'));
    const at = shell.seen.findIndex(trayShows('attention'));
    await until('the tray is calm again', () => shell.seen.slice(at).find(trayShows('idle')));
  });

  it('pauses work and says so, also after its next start, until it is resumed', async () => {
    await shell.see(
      'the counts are known',
      saw('tray', ({ tooltip }) => tooltip === 'Dockhand: nothing to do'),
    );
    shell.do({ do: 'click', label: 'For 60 minutes' });
    await shell.see('the tray is paused', trayShows('paused'));
    shell.do({ do: 'quit' });
    await shell.ended;
    const second = await bootShell(dataDir);
    others.push(second);
    expect(await second.see('the tray is paused again', trayShows('paused'))).toBeDefined();
    await second.see(
      'it says until when',
      saw('tray', ({ tooltip }) => tooltip.startsWith('Dockhand: paused until')),
    );
    const at = second.seen.length;
    second.do({ do: 'click', label: 'Resume work' });
    await until('the tray is idle', () => second.seen.slice(at).find(trayShows('idle')));
    expect(second.said).toBe('');
  });

  it('leaves no process when it is killed', async () => {
    await shell.see('the tray goes idle', trayShows('idle'));
    const children = await pids();
    shell.kill9();
    await shell.ended;
    await until('all are gone', () => !children.some(isAlive));
  });

  it('leaves the folder to the one that has it, and says where that is', async () => {
    await shell.see('the tray goes idle', trayShows('idle'));
    const second = await bootShell(dataDir);
    others.push(second);
    await second.see(
      'it ends',
      saw('exit', ({ code }) => code === 0),
    );
    await second.ended;
    expect(isAlive(shell.pid)).toBe(true);
  });
});

/** What the page does with its port, over the person's channel. */
function channelClient(shell: BootedShell): ApiClient {
  let read = 0;
  const port = {
    postMessage: (data: unknown) => shell.do({ do: 'send', data }),
    on(event: string, listener: (event?: { data: unknown }) => void) {
      if (event !== 'message') return;
      const pass = () => {
        for (; read < shell.seen.length; read += 1) {
          const message = shell.seen[read];
          if (message?.saw === 'message') listener({ data: message.data });
        }
      };
      setInterval(pass, 5).unref();
    },
  };
  return createORPCClient(new RPCLink({ port }));
}
