/**
 * The file for whoever helps from afar: a ZIP of the logs' ends, versions, checks and counts, without secrets, e-mail addresses and
 * amounts. A part that cannot be read says so in its place; the others are there all the same.
 */
import { cpus, freemem, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { DataPaths } from '../paths.ts';
import { knownSecrets } from './known-secrets.ts';
import { logFiles, logTail } from './log-tails.ts';
import { redactor, redactValue, type Redact } from './redact.ts';

/** What goes into one file of it, as JSON. */
export type Part = () => object | null | Promise<object | null>;

export interface BundleSources {
  paths: DataPaths;
  /** Of the program. */
  version: string;
  /** Ms UTC. */
  now: number;
  /** Beside the logs: `<name>.json`. One that throws becomes `<name>.error.txt`. */
  parts: Readonly<Record<string, Part>>;
}

/** What is written next: never more than one part of it is in memory uncompressed, the largest being the end of a log. */
export async function supportBundle({ paths, version, now, parts }: BundleSources): Promise<Buffer> {
  const redact = redactor(knownSecrets(paths, process.env));
  const zip = new ZipFile();
  const content = buffer(zip.outputStream);
  const add = (name: string, text: string) => {
    zip.addBuffer(Buffer.from(text), name, { mtime: new Date(now) });
  };
  add('README.txt', words);
  for (const [name, read] of Object.entries<Part>({ versions: () => versions(version, now), ...parts })) {
    await attempt(redact, name, add, async () => {
      add(`${name}.json`, `${JSON.stringify(redactValue(await read(), redact), null, 2)}\n`);
    });
  }
  for (const name of await logFiles(paths.logs)) {
    await attempt(redact, `logs/${name}`, add, async () => {
      add(`logs/${name}`, redact(await logTail(join(paths.logs, name))));
    });
  }
  zip.end();
  return content;
}

async function attempt(
  redact: Redact,
  name: string,
  add: (name: string, text: string) => void,
  part: () => Promise<void>,
): Promise<void> {
  try {
    await part();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    add(`${name}.error.txt`, `This could not be read: ${redact(message)}\n`);
  }
}

function versions(version: string, now: number) {
  return {
    dockhand: version,
    made: new Date(now).toISOString(),
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    platform: `${process.platform} ${process.arch} ${release()}`,
    processors: cpus().length,
    memoryMB: { all: Math.round(totalmem() / 1e6), free: Math.round(freemem() / 1e6) },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

const words = `Support bundle of Dockhand.

It holds the last part of each log, versions, the result of the checks, the state of the engine, how many rows each table has, and
settings. Passwords, keys, tokens, e-mail addresses, web addresses but for their host, and amounts of money were taken out. It holds
no rows of customers or invoices, but a log may name a file or a company: look through it before you send it to anybody.
`;
