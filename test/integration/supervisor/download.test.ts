import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download, findDownloaded } from '../../../electron/supervisor/redis/download.ts';
import { afterwards, dataFolder, writeProgram } from './support.ts';

/** A source archive of Redis as far as the download looks into it, and a `make` that builds it. */
function archive(folder: string): Buffer {
  mkdirSync(join(folder, 'redis-stable', 'src'), { recursive: true });
  writeFileSync(join(folder, 'redis-stable', 'Makefile'), 'all:\n');
  writeProgram(
    join(folder, 'make'),
    `#!/bin/sh\nprintf '#!/bin/sh\\necho "Redis server v=7.4.2 sha=0:0"\\n' > src/redis-server\nchmod +x src/redis-server\n`,
  );
  execFileSync('tar', ['-czf', 'redis.tar.gz', 'redis-stable'], { cwd: folder });
  return readFileSync(join(folder, 'redis.tar.gz'));
}

async function serve(status: number, content: Buffer): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-length': content.length });
    response.end(content);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterwards(async () => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/redis-stable.tar.gz`;
}

const before = { ...process.env };

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (/proxy/i.test(name)) delete process.env[name];
});

afterEach(() => {
  process.env = { ...before };
});

describe('the download of Redis', () => {
  it('fetches, builds and finds it', async () => {
    const [source, cache] = [dataFolder(), dataFolder()];
    process.env['REDISMS_DOWNLOAD_URL'] = await serve(200, archive(source));
    process.env['PATH'] = [source, before['PATH']].join(delimiter);
    const said: string[] = [];
    expect(await findDownloaded(cache)).toBeNull();
    expect(await download((sentence) => said.push(sentence), cache)).toBe(true);
    expect(said).toHaveLength(1);
    expect(await findDownloaded(cache)).toEqual({
      path: join(cache, 'stable', 'redis-server'),
      version: '7.4.2',
    });
  });

  it('that is not to be had says why, and leaves nothing that could be taken for one', async () => {
    const cache = dataFolder();
    process.env['REDISMS_DOWNLOAD_URL'] = await serve(500, Buffer.from('no'));
    const said: string[] = [];
    expect(await download((sentence) => said.push(sentence), cache)).toBe(false);
    expect(said.at(-1)).toBe('Redis could not be downloaded: Status Code isnt 200!');
    expect(await findDownloaded(cache)).toBeNull();
  });
});
