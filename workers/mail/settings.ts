/** What a person has set for e-mail, with the password from where it is kept. */
import { readFileSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { readSecret, writeSecret } from '../secrets.ts';
import type { Store } from '../store/open.ts';
import { readSetting, writeSetting } from '../store/setting.ts';
import { liftHold } from './hold.ts';
import { mailSettingsSchema, type MailSettings } from './settings-schema.ts';

export interface MailAccount {
  settings: MailSettings;
  /** Empty where none is set. */
  password: string;
  /** When they were set, ms UTC: tells one version of them from another. */
  setAt: number;
}

const settingsKey = 'mail';

/** Null when e-mail is not set up. The settings are read before the password, which is written before them. */
export function mailAccount(store: Store): MailAccount | null {
  const stored = readSetting(store, settingsKey);
  const parsed = mailSettingsSchema.safeParse(stored?.value);
  if (stored === null || !parsed.success) return null;
  const password = readSecret(store.paths, 'mail.password')?.value ?? '';
  return { settings: parsed.data, password, setAt: stored.updatedAt };
}

/**
 * Sets all of it, and has the mails that were held tried again.
 * @param password left out: the one that is kept; null: none.
 * @returns how many mails were held.
 * @throws UserError `ca-file-unreadable`.
 */
export function saveMailSettings(
  store: Store,
  actor: string,
  settings: MailSettings,
  password?: string | null,
): { released: number } {
  trustedCertificates(settings);
  if (password !== undefined) writeSecret(store.paths, 'mail.password', password === '' ? null : password);
  return store.write(actor, (tx) => {
    const before = (readSetting(tx, settingsKey)?.value ?? {}) as Record<string, unknown>;
    const changes = Object.entries(settings).filter(([name, value]) => before[name] !== value);
    writeSetting(tx, settingsKey, settings);
    tx.audit('setting', settingsKey, 'update', {
      ...Object.fromEntries(changes.map(([name, value]) => [name, [before[name] ?? null, value]])),
      ...(password === undefined ? {} : { password: 'changed' }),
    });
    return { released: liftHold(store, tx) };
  });
}

/** @returns PEM; undefined where the system's are enough. @throws UserError `ca-file-unreadable`. */
export function trustedCertificates({ caFile }: MailSettings): string | undefined {
  if (caFile === '') return undefined;
  try {
    return readFileSync(caFile, 'utf8');
  } catch (error) {
    throw new UserError(
      'ca-file-unreadable',
      `The file with trusted certificates, ${caFile}, cannot be read. Correct its path in the mail settings, or leave it empty.`,
      { cause: error },
    );
  }
}
