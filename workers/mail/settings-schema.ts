/** What can be set for e-mail, and what is allowed in it: some of it ends in headers and commands. */
import { z } from 'zod';
import { isAddress } from './address.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'It must be one line without control characters.');
const address = line(254).refine(isAddress, 'This is no e-mail address.');

export const mailSettingsSchema = z.strictObject({
  host: line(253).refine((host) => /^[a-z0-9._:-]+$/i.test(host), 'This is no name of a server.'),
  port: z.int().min(1).max(65_535),
  /** `tls` from the first byte, mostly port 465; `starttls` required, mostly 587; `none` for a server in the same building. */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Empty: without a login. */
  user: line(320).default(''),
  fromName: line(200).default(''),
  fromAddress: address,
  /** Empty: answers go to `fromAddress`. */
  replyTo: z.union([z.literal(''), address]).default(''),
  /** Mails a minute at most, tries of the same mail counted. */
  perMinute: z.int().min(1).max(600).default(30),
  /** After so many mails a pause; 0: never. */
  batchSize: z.int().min(0).max(10_000).default(0),
  batchPauseSeconds: z.int().min(0).max(3600).default(0),
  /** Certificates (PEM) that are trusted besides the system's; empty: none. */
  caFile: line(1000).default(''),
});

export type MailSettings = z.output<typeof mailSettingsSchema>;
