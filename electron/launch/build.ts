/** Building before a start: only when needed, and once even when several starts want it at the same moment. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../workers/errors.ts';
import { programRoot } from '../../workers/paths.ts';
import { fingerprint, isFresh } from './fingerprint.ts';

const vite = join(programRoot, 'node_modules', 'vite', 'bin', 'vite.js');
const claimFolder = join(programRoot, 'node_modules', '.cache', 'dockhand-build');

/**
 * Makes sure that `dist/` is there and belongs to the sources.
 * @param say told in a sentence what is about to happen; the bundler's own output goes to stderr.
 * @throws UserError `build-failed` or `build-tools-missing`.
 */
export async function ensureBuilt(say: (sentence: string) => void): Promise<void> {
  if (isFresh(programRoot, fingerprint(programRoot))) return;
  // A program that was installed without its development packages is what it is: it runs as it was built.
  if (!existsSync(vite)) {
    if (existsSync(join(programRoot, 'dist', 'electron', 'headless.js'))) return;
    throw new UserError(
      'build-tools-missing',
      'Dockhand is not built and its build tools are not installed. Run "npm ci" without --omit=dev.',
    );
  }
  const release = await claimBuild(say);
  try {
    if (isFresh(programRoot, fingerprint(programRoot))) return;
    say('Building Dockhand; this takes some seconds and is done once.');
    await runVite();
  } finally {
    await release();
  }
}

function runVite(): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: programRoot,
      // What a start prints on stdout is for programs; all that the bundler says is for people.
      stdio: ['ignore', process.stderr, process.stderr],
    });
    child.once('error', fail);
    child.once('exit', (code, signal) =>
      code === 0
        ? done()
        : fail(
            new UserError('build-failed', `The build failed (${signal ?? code}); its messages are above.`),
          ),
    );
  });
}

/** The claim that keeps two engines off one data folder also keeps two builders off `dist/`; it ends with its process. */
async function claimBuild(say: (sentence: string) => void): Promise<() => Promise<void>> {
  const { claimDataFolder } = await import('../supervisor/data-folder.ts');
  for (let told = false; ; told = true) {
    const claim = await claimDataFolder(claimFolder).catch((error: unknown) => {
      throw new UserError(
        'build-folder-unwritable',
        `Dockhand has to be built and this user may not write to ${programRoot}. Run "npm run build" as the one who installed it.`,
        { cause: error },
      );
    });
    if (claim.held) return () => claim.release();
    if (!told) say('Waiting for another start that is building.');
    await delay(100);
  }
}
