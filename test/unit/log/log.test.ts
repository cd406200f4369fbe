import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fileLogger } from '../../../workers/log.ts';
import { logFile } from '../../../workers/log-file.ts';

const fixture = join(import.meta.dirname, '../../fixtures/logging-process.ts');
let logs: string;
beforeEach(() => void (logs = mkdtempSync(join(tmpdir(), 'dockhand-log-'))));
afterEach(() => rmSync(logs, { recursive: true, force: true }));

const linesOf = (name: string) => readFileSync(join(logs, name), 'utf8').trimEnd().split('\n');

test.each([
  ['killed', 'line'],
  ['thrown', 'process ends'],
  ['exited', 'process stopped'],
])('a process that is %s leaves all its lines, in order', (end, lastEvent) => {
  spawnSync(process.execPath, [fixture, logs, end]);
  const written = linesOf('press-1.log').map((line) => JSON.parse(line) as { event: string; n?: number });
  expect(written.flatMap(({ n }) => n ?? [])).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
  expect(written.at(-1)?.event).toBe(lastEvent);
});

test('a line says when, how grave, which process, and what', () => {
  fileLogger(logs, 'api').warn('redis lost', { tries: 3 });
  expect(linesOf('api.log').map((line) => JSON.parse(line) as unknown)).toEqual([
    { at: expect.any(String) as unknown, level: 'warn', process: 'api', event: 'redis lost', tries: 3 },
  ]);
});

test('a file that is full is kept once, and no line is lost in between', () => {
  const file = logFile(join(logs, 'api.log'), 20);
  for (const line of ['first, long enough', 'second', 'third']) file.append(line);
  expect([linesOf('api.old.log'), linesOf('api.log')]).toEqual([['first, long enough', 'second'], ['third']]);
});

test('what an earlier process has written stays', () => {
  writeFileSync(join(logs, 'api.log'), 'before\n');
  logFile(join(logs, 'api.log'), 1000).append('after');
  expect(linesOf('api.log')).toEqual(['before', 'after']);
});

test('a file that somebody has moved away is begun anew', async () => {
  const file = logFile(join(logs, 'api.log'), 1000);
  file.append('first');
  renameSync(join(logs, 'api.log'), join(logs, 'kept.txt'));
  await vi.waitFor(
    () => {
      file.append('again');
      expect(readdirSync(logs)).toContain('api.log');
    },
    { timeout: 5000 },
  );
});

test('a folder that cannot be written stops nobody, and lines come again when it can', () => {
  const blocked = join(logs, 'logs');
  writeFileSync(blocked, 'not a folder');
  const file = logFile(join(blocked, 'api.log'), 1000);
  file.append('lost');
  rmSync(blocked);
  file.append('written');
  expect(linesOf('logs/api.log')).toEqual(['written']);
});
