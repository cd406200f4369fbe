/** Where things lie: in the program's folder and in a data folder. The same in a checkout, in `dist/` and in a package. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether this module runs from the bundle in `dist/` rather than from its TypeScript source. */
const bundled = import.meta.filename.endsWith('.js');

/** The folder that holds package.json. */
export const programRoot = findUp(import.meta.dirname);

function findUp(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(`No package.json above ${from}: the installation is incomplete.`);
  }
}

/** The file to fork or to start a thread from, for an entry of vite.config.ts such as `workers/main`. */
export function entryPoint(name: string): string {
  return bundled ? join(programRoot, 'dist', `${name}.js`) : join(programRoot, `${name}.ts`);
}

/** A file under `resources/`. In a package they lie beside the asar, where other programs can read them. */
export function resourcePath(...parts: string[]): string {
  const packaged = (process as { resourcesPath?: string }).resourcesPath;
  const beside = packaged === undefined ? undefined : join(packaged, 'resources', ...parts);
  return beside !== undefined && existsSync(beside) ? beside : join(programRoot, 'resources', ...parts);
}

/** The files and folders of a data folder. */
export function dataPaths(dataDir: string) {
  return {
    database: join(dataDir, 'dockhand.sqlite'),
    backups: join(dataDir, 'backups'),
    /** The index of the search everywhere: made of the database, and made anew when it is gone. */
    searchIndex: join(dataDir, 'search.sqlite'),
    /** What the operator has set: above all a Redis of the site's own, with its password. Often not there. */
    settings: join(dataDir, 'settings.json'),
    /** Passwords of other machines: see secrets.ts. Readable by its owner only. */
    secrets: join(dataDir, 'secrets.json'),
    /** Redis's own folder: its config (with the password) and append-only file. May be deleted at any time. */
    redis: join(dataDir, 'redis'),
    /** Files being staged, scratch files of runs. What is older than a day may go, unless its import is not over. */
    temp: join(dataDir, 'temp'),
    /** One empty file for each process that waits for its turn to write: see store/turns.ts. */
    waiting: join(dataDir, 'waiting'),
    /** Staged import files by content: `<sha256>`, and beside them what was read of them, which may be made again. */
    staged: join(dataDir, 'staged'),
    /** Invoice PDFs by content: `ab/<sha256>.pdf`. */
    pdfs: join(dataDir, 'pdfs'),
    logs: join(dataDir, 'logs'),
    /** Running engine: url, token, pids. Readable by its owner only. */
    engine: join(dataDir, 'engine.json'),
    /** The supervisor's own record of its processes, for the next start to clear up after a crash. Readable by its owner only. */
    runRecord: join(dataDir, 'supervisor.json'),
  };
}

export type DataPaths = ReturnType<typeof dataPaths>;
