/** The secrets of this install by their values, so that they can be taken out of whatever they got into. Never written anywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataPaths } from '../paths.ts';

/** @param env variables that the program takes secrets from. */
export function knownSecrets(paths: DataPaths, env: NodeJS.ProcessEnv): string[] {
  const files = [paths.secrets, paths.engine, paths.settings, paths.runRecord];
  return [
    ...files.flatMap((path) =>
      textsOf(path).flatMap((text) => [...(isSecret(text) ? [text.value] : []), ...inUrl(text.value)]),
    ),
    ...redisPasswords(join(paths.redis, 'redis.conf')),
    ...(env['DOCKHAND_MAIL_PASSWORD'] === undefined ? [] : [env['DOCKHAND_MAIL_PASSWORD']]),
    ...inUrl(env['DOCKHAND_REDIS_URL'] ?? ''),
  ];
}

interface NamedText {
  /** The file's own name counts too: everything in secrets.json is one. */
  name: string;
  value: string;
}

const isSecret = ({ name }: NamedText) => /secrets\.json|pass|secret|token|key/i.test(name);

/** Every text in a file of JSON; none where it cannot be read. */
function textsOf(path: string): NamedText[] {
  try {
    return walk(path, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return [];
  }
}

function walk(name: string, value: unknown): NamedText[] {
  if (typeof value === 'string') return [{ name, value }];
  if (typeof value !== 'object' || value === null) return [];
  const inSecrets = name.endsWith('secrets.json') ? 'secrets.json' : '';
  return Object.entries(value).flatMap(([key, each]) => walk(`${key} ${inSecrets}`.trim(), each));
}

/** User and password of an address, as they are and decoded. */
function inUrl(text: string): string[] {
  const password = /^[a-z+]+:\/\/[^\s:@/]*:([^\s@/]+)@/i.exec(text)?.[1];
  if (password === undefined) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function redisPasswords(path: string): string[] {
  try {
    return [...readFileSync(path, 'utf8').matchAll(/^(?:requirepass|masterauth)\s+"?([^"\s]+)/gm)].flatMap(
      ([, password]) => (password === undefined ? [] : [password]),
    );
  } catch {
    return [];
  }
}
