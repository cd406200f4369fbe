/** A CUPS of a test's own: its folders, its socket, printers that listen as real ones in a network do. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export interface CupsServer {
  add(name: string): Promise<void>;
  run(program: string, ...args: string[]): void;
  /** Stops cupsd in order; its printers and documents stay. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  /** A printer that takes a document and does not say that it is through with it, until it is mended. */
  jam(name: string, isJammed: boolean): void;
  /** What a printer was given, as it came. */
  papers(name: string): readonly string[];
  stop(): void;
}

/** Points this process to it, by `CUPS_SERVER`. */
export async function startCups(): Promise<CupsServer> {
  const root = mkdtempSync(join(tmpdir(), 'dockhand-cups-'));
  // What drives a printer is another user.
  chmodSync(root, 0o755);
  for (const folder of ['etc', 'spool', 'tmp', 'cache', 'state']) mkdirSync(join(root, folder));
  const socket = join(root, 'cups.sock');
  writeFileSync(
    join(root, 'etc', 'cupsd.conf'),
    `Listen ${socket}\nBrowsing No\nDefaultAuthType None\nWebInterface No\nPreserveJobHistory Yes\nDirtyCleanInterval 0\n` +
      '<Location />\nOrder allow,deny\nAllow all\n</Location>\n' +
      '<Policy default>\nJobPrivateAccess all\nJobPrivateValues none\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n',
  );
  const files = join(root, 'etc', 'cups-files.conf');
  writeFileSync(
    files,
    `ServerRoot ${root}/etc\nRequestRoot ${root}/spool\nTempDir ${root}/tmp\nCacheDir ${root}/cache\nStateDir ${root}/state\n` +
      `AccessLog ${root}/access_log\nErrorLog ${root}/error_log\nPageLog ${root}/page_log\nFatalErrors none\n`,
  );
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };
  const begin = (): ChildProcess =>
    spawn('cupsd', ['-f', '-c', join(root, 'etc', 'cupsd.conf'), '-s', files], { stdio: 'ignore', env });
  let cupsd = begin();
  process.env['CUPS_SERVER'] = socket;
  const run = (program: string, ...args: string[]) => {
    execFileSync(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...env, CUPS_SERVER: socket },
    });
  };
  const answers = () =>
    until('CUPS answers', () => {
      try {
        run('lpstat', '-r');
        run('lpstat', '-W', 'all', '-o');
        return true;
      } catch {
        return false;
      }
    });
  await answers();
  const papers = new Map<string, string[]>();
  const listeners: Server[] = [];
  const jammed = new Set<string>();
  const stuck: Socket[] = [];
  return {
    async add(name) {
      const papersOfIt: string[] = [];
      papers.set(name, papersOfIt);
      const listener = createServer({ allowHalfOpen: true }, (connection) => {
        const parts: Buffer[] = [];
        connection.on('data', (part: Buffer) => parts.push(part));
        connection.on('error', () => {});
        connection.on('end', () => {
          papersOfIt.push(Buffer.concat(parts).toString('latin1'));
          if (jammed.has(name)) stuck.push(connection);
          else connection.end();
        });
      });
      listeners.push(listener);
      await once(listener.listen(0, '127.0.0.1'), 'listening');
      const { port } = listener.address() as AddressInfo;
      run('lpadmin', '-p', name, '-v', `socket://127.0.0.1:${port}`, '-E');
    },
    run,
    async halt() {
      const ended = once(cupsd, 'exit');
      cupsd.kill('SIGTERM');
      await ended;
    },
    async resume() {
      cupsd = begin();
      await answers();
    },
    jam(name, isJammed) {
      if (isJammed) jammed.add(name);
      else {
        jammed.delete(name);
        for (const connection of stuck.splice(0)) connection.end();
      }
    },
    papers: (name) => papers.get(name) ?? [],
    stop() {
      delete process.env['CUPS_SERVER'];
      cupsd.kill('SIGKILL');
      for (const connection of stuck) connection.destroy();
      for (const listener of listeners) listener.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
