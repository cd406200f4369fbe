/** What the log files say of one job. They are the only place where logs are kept: bounded, and older lines go. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobLogLine } from './job-details-wire.ts';

/** Read at a time, so that other calls are answered in between. */
const pieceBytes = 256 * 1024;
/** Of one job: the newest. */
const mostLines = 5_000;
/** Of one line's fields, characters. */
const fieldsLength = 4_000;

/** @param processes whose files to look in, such as `press-1`. @returns newest first. */
export async function jobLog(
  logs: string,
  processes: readonly string[],
  jobId: string,
): Promise<JobLogLine[]> {
  const found: JobLogLine[] = [];
  for (const path of filesOf(logs, processes)) {
    for await (const text of linesWith(path, `"jobId":${JSON.stringify(jobId)}`)) {
      const line = logLine(text);
      if (line !== null) found.push(line);
      if (found.length > 2 * mostLines) found.splice(0, found.length - mostLines);
    }
  }
  return found
    .toReversed()
    .sort((a, b) => b.at - a.at)
    .slice(0, mostLines);
}

/** Changes whenever one of the files does. */
export async function logMark(logs: string, processes: readonly string[]): Promise<string> {
  const sizes = await Promise.all(
    filesOf(logs, processes).map(async (path) => (await stat(path).catch(() => null))?.size ?? 0),
  );
  return sizes.join();
}

const filesOf = (logs: string, processes: readonly string[]) =>
  processes.flatMap((name) => [join(logs, `${name}.old.log`), join(logs, `${name}.log`)]);

/** None where the file is not there. */
async function* linesWith(path: string, text: string): AsyncGenerator<string> {
  const file = await open(path).catch(() => null);
  if (file === null) return;
  try {
    const piece = Buffer.alloc(pieceBytes);
    let rest = Buffer.alloc(0);
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      const whole = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
      const end = whole.lastIndexOf('\n') + 1;
      yield* within(whole.subarray(0, end), text);
      // What is longer than a piece is no line of ours.
      rest = whole.length - end > pieceBytes ? Buffer.alloc(0) : Buffer.from(whole.subarray(end));
    }
  } finally {
    await file.close();
  }
}

function* within(lines: Buffer, text: string): Generator<string> {
  for (let at = lines.indexOf(text); at !== -1;) {
    const end = lines.indexOf('\n', at);
    yield lines.toString('utf8', lines.lastIndexOf('\n', at) + 1, end);
    at = lines.indexOf(text, end);
  }
}

/** Null for what is not a line of ours. */
function logLine(text: string): JobLogLine | null {
  try {
    const {
      at,
      level,
      process,
      event,
      jobId: _jobId,
      ...fields
    } = JSON.parse(text) as Record<string, unknown>;
    const time = Date.parse(String(at));
    if (Number.isNaN(time)) return null;
    return {
      at: time,
      level: level as JobLogLine['level'],
      process: String(process),
      event: String(event),
      fields: JSON.stringify(fields).slice(0, fieldsLength),
    };
  } catch {
    return null;
  }
}
