/**
 * Passwords of other machines, kept apart from the database and its backups: in a file of the data folder that only its owner can read.
 * A variable of the environment takes precedence, for those who keep secrets elsewhere.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { DataPaths } from './paths.ts';

export const secretNames = ['mail.password'] as const;
export type SecretName = (typeof secretNames)[number];

const variables: Record<SecretName, string> = { 'mail.password': 'DOCKHAND_MAIL_PASSWORD' };

export interface Secret {
  value: string;
  from: 'file' | 'environment';
}

/** Null when there is none. Never log the value, and send it to nobody but the server that it is for. */
export function readSecret(paths: DataPaths, name: SecretName): Secret | null {
  const given = process.env[variables[name]];
  if (given !== undefined && given !== '') return { value: given, from: 'environment' };
  const value = readAll(paths)[name];
  return typeof value === 'string' && value !== '' ? { value, from: 'file' } : null;
}

/** Replaces the file as a whole. @param value null forgets it. @throws where the folder cannot be written. */
export function writeSecret(paths: DataPaths, name: SecretName, value: string | null): void {
  const { [name]: _, ...others } = readAll(paths);
  const temporary = `${paths.secrets}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify(value === null ? others : { ...others, [name]: value })}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    renameSync(temporary, paths.secrets);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function readAll(paths: DataPaths): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(paths.secrets, 'utf8'));
    return typeof content === 'object' && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}
