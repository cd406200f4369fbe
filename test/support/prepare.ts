/**
 * Run before the tests: makes sure that the programs which they drive are here, and installs the missing ones with the system's
 * package manager where that is permitted. Redis has its own way (see redis-binary.ts), because users need it too.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import requireSupportedNode from './node-version.ts';

interface Tool {
  /** Any of these names on the PATH will do. */
  programs: string[];
  debian: string;
  why: string;
}

const tools: Tool[] = [
  {
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    debian: 'chromium',
    why: 'drives the console',
  },
  { programs: ['pdftotext'], debian: 'poppler-utils', why: 'reads the invoice PDFs' },
  { programs: ['qpdf'], debian: 'qpdf', why: 'checks the structure of the invoice PDFs' },
  { programs: ['openssl'], debian: 'openssl', why: 'makes certificates for a Redis with TLS' },
  { programs: ['ps'], debian: 'procps', why: 'shows that no password is among the arguments of a process' },
  { programs: ['cupsd'], debian: 'cups', why: 'the print system that documents are handed to' },
  { programs: ['sqlite3'], debian: 'sqlite3', why: 'a peer in the import benchmark' },
];

function onPath(program: string): boolean {
  // Some are for the administrator, and not on everybody's path.
  return `${process.env['PATH'] ?? ''}${delimiter}/usr/sbin`
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}

/** `apt-get` as root or by sudo without a question; null where neither is possible. */
function aptGet(): string[] | null {
  if (!onPath('apt-get')) return null;
  if (process.getuid?.() === 0) return ['apt-get'];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'apt-get'] : null;
}

function install(packages: string[]): void {
  const apt = aptGet();
  const wanted = packages.join(' ');
  if (apt === null) throw new Error(`The tests need these programs and cannot install them here: ${wanted}.`);
  console.log(`Installing for the tests: ${wanted}`);
  const [program = 'apt-get', ...prefix] = apt;
  const run = (...args: string[]) =>
    execFileSync(program, [...prefix, '-q', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run('update');
  run('install', '-y', '--no-install-recommends', ...packages, 'fonts-dejavu-core');
}

requireSupportedNode();
const missing = tools.filter(({ programs }) => !programs.some(onPath));
if (missing.length > 0) install(missing.map(({ debian }) => debian));
