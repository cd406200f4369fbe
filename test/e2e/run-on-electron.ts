/** `npm run test:electron [-- specs]`: the end-to-end specs on Electron itself, which is fetched first where it is not installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fetchElectron, findElectron } from '../../electron/launch/electron-binary.ts';
import { programRoot } from '../../workers/paths.ts';

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

const fetched = findElectron() === null ? await fetchElectron(say) : null;
if (fetched?.path === null) {
  say(`Nothing was tested: Electron is not here, because ${fetched.why}.`);
  process.exitCode = 1;
} else {
  process.exitCode = runSpecs(process.argv.slice(2));
}

function runSpecs(specs: readonly string[]): number {
  const playwright = join(programRoot, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(import.meta.dirname, 'playwright.config.ts');
  const command = [...display(), process.execPath, playwright, 'test', '--config', config, ...specs];
  const [program = process.execPath, ...args] = command;
  const env = { ...process.env, DOCKHAND_E2E_HOST: 'electron' };
  return spawnSync(program, args, { stdio: 'inherit', cwd: programRoot, env }).status ?? 1;
}

/** A Linux machine without a screen lends one from Xvfb where that is installed. */
function display(): string[] {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return [];
  const isInstalled = (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, 'xvfb-run')));
  if (!isInstalled) say('There is no screen. Install xvfb, or run this where there is one.');
  return isInstalled ? ['xvfb-run', '--auto-servernum'] : [];
}
