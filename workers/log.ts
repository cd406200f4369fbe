/**
 * One log file per process in the data folder's `logs/`, one JSON object a line: time, level, process, event, fields.
 * Never logged: passwords, tokens, contents of documents.
 */
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import { logFile } from './log-file.ts';

const maxBytes = 5 * 1024 * 1024;

export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** @param process name of the process, also the file's name: `supervisor`, `api`, `press-1`. */
export function fileLogger(logsDir: string, process: string): Logger {
  const log = electronLog.create({ logId: `${process}-${logsDir}` });
  const file = logFile(join(logsDir, `${process}.log`), maxBytes);
  log.transports.console.level = false;
  log.transports.file.level = false;
  const append = ({ data }: { data: unknown[] }) => file.append(String(data[0]));
  log.transports['appended'] = Object.assign(append, { level: 'debug' as const, transforms: [] });
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    log[level](JSON.stringify({ at: new Date().toISOString(), level, process, event, ...fields }));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** The same log, of which each line has these fields as well. */
export function withFields(log: Logger, common: LogFields): Logger {
  const write = (level: keyof Logger) => (event: string, fields?: LogFields) => {
    log[level](event, { ...common, ...fields });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** For tests and for tools that print their own words. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
