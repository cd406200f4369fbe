/** Runs a `dockhand` command as a person or a script would, against the built program. */
import { spawn } from 'node:child_process';
import { programRoot } from '../../workers/paths.ts';
import { headlessProgram } from './engine.ts';

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** @param dataDir the data folder; the command uses the engine that runs on it, or starts one for its own time. */
export function runCli(dataDir: string, ...args: string[]): Promise<CliResult> {
  const child = spawn(process.execPath, [headlessProgram, ...args, '--data', dataDir], {
    cwd: programRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The same with `--json`: the one document on stdout, typed by the caller who knows the command. */
export async function runJson<T>(
  dataDir: string,
  ...args: string[]
): Promise<{ code: number | null; json: T }> {
  const { code, stdout, stderr } = await runCli(dataDir, ...args, '--json');
  try {
    return { code, json: JSON.parse(stdout) as T };
  } catch {
    throw new Error(
      `dockhand ${args.join(' ')} printed no JSON (exit ${code}): ${stdout.slice(0, 500)} ${stderr.slice(-2000)}`,
    );
  }
}

/** What `import` prints. */
export interface ImportOutcome {
  importId: string;
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  errors: { line: number; column: string; code: string; message: string }[];
}
