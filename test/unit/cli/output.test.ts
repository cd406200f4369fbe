import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Output } from '../../../electron/cli/output.ts';

function streams(stdout: Writable = collector(), stderr: Writable = collector()) {
  return { stdout, stderr };
}

function collector(): Writable & { text: string } {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      (stream as unknown as { text: string }).text += chunk.toString();
      done();
    },
  });
  return Object.assign(stream, { text: '' });
}

describe('what a command prints', () => {
  it('is one document on stdout for programs, and nothing else there', async () => {
    const out = { stdout: collector(), stderr: collector() };
    const output = new Output(true, out);
    output.say('Starting.');
    await output.result({ a: [1, 2] }, () => 'words');
    expect(out.stdout.text).toBe('{"a":[1,2]}\n');
    expect(out.stderr.text).toBe('Starting.\n');
  });

  it('is words for people', async () => {
    const stdout = collector();
    await new Output(false, streams(stdout)).result({ a: 1 }, () => 'One row.');
    expect(stdout.text).toBe('One row.\n');
  });

  it('waits while the reader is slow', async () => {
    let release = () => {};
    const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => (release = done) });
    const output = new Output(false, streams(slow));
    let written = false;
    const writing = output.write('row\n').then(() => (written = true));
    await Promise.resolve();
    expect(written).toBe(false);
    release();
    await writing;
    expect(written).toBe(true);
  });

  it('leaves nothing listening on a slow reader, however often it waits', async () => {
    const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => setImmediate(done) });
    const output = new Output(false, streams(slow));
    const before = slow.eventNames().map((event) => slow.listenerCount(event));
    for (let line = 0; line < 12; line += 1) await output.write('row\n');
    expect(slow.eventNames().map((event) => slow.listenerCount(event))).toEqual(before);
  });

  it('goes on quietly when the reader has gone', async () => {
    const gone = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })),
    });
    const output = new Output(false, streams(gone));
    await output.write('one\n');
    await output.write('two\n');
    await output.flush();
  });

  it('shows progress on a terminal only, on one line that is cleared before anything else', async () => {
    const plain = collector();
    new Output(false, streams(collector(), plain)).progress.show('10 %');
    expect(plain.text).toBe('');
    const terminal = Object.assign(collector(), { isTTY: true, columns: 10 });
    const output = new Output(false, streams(collector(), terminal));
    output.progress.show('Importing 10 %');
    output.say('Done.');
    expect(terminal.text).toBe('\r\u001B[KImporting\r\u001B[KDone.\n');
  });
});
