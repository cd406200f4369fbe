/** Getting Redis from the system's package manager, where this user may do so without being asked anything. */
import { spawn } from 'node:child_process';
import { findProgram } from './installed.ts';

export interface InstallPlan {
  /** What a person would call it. */
  manager: string;
  /** Run in turn; the first failing one ends the attempt, except those marked. */
  commands: { command: string[]; mayFail?: boolean }[];
  needsRoot: boolean;
}

const minute = 60_000;

const plans: readonly InstallPlan[] = [
  {
    manager: 'apt-get',
    commands: [
      // A repository that is down must not keep the package lists of the others from being used.
      { command: ['apt-get', '-q', 'update'], mayFail: true },
      { command: ['apt-get', '-q', 'install', '-y', '--no-install-recommends', 'redis-server'] },
    ],
    needsRoot: true,
  },
  { manager: 'dnf', commands: [{ command: ['dnf', '-q', '-y', 'install', 'redis'] }], needsRoot: true },
  { manager: 'zypper', commands: [{ command: ['zypper', '-n', 'install', 'redis'] }], needsRoot: true },
  { manager: 'pacman', commands: [{ command: ['pacman', '-S', '--noconfirm', 'valkey'] }], needsRoot: true },
  { manager: 'apk', commands: [{ command: ['apk', 'add', '--no-progress', 'redis'] }], needsRoot: true },
  // Homebrew refuses to run as root.
  { manager: 'brew', commands: [{ command: ['brew', 'install', '--quiet', 'redis'] }], needsRoot: false },
];

/**
 * The commands to run here, with `sudo -n` before them where that is needed; null where no known manager may be used.
 * @param has whether a program is on the PATH.
 */
export function planInstall(
  has: (program: string) => boolean,
  user: { root: boolean; sudo: boolean },
): InstallPlan | null {
  for (const plan of plans) {
    if (!has(plan.manager)) continue;
    if (!plan.needsRoot) {
      if (!user.root) return plan;
    } else if (user.root) {
      return plan;
    } else if (user.sudo) {
      const commands = plan.commands.map((step) => ({ ...step, command: ['sudo', '-n', ...step.command] }));
      return { ...plan, commands };
    }
  }
  return null;
}

/** What a person can type to get Redis, by platform. */
export function installHint(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') {
    return 'Install Dockhand again (its installer brings Redis), or put the path of a redis-server.exe into the settings.';
  }
  if (platform === 'darwin') return 'Install it with "brew install redis" and start Dockhand again.';
  return 'Install it (Debian and Ubuntu: "sudo apt-get install redis-server"; Fedora: "sudo dnf install redis") and start Dockhand again.';
}

/**
 * @param say told what is run before it is.
 * @returns whether the package manager reports success.
 */
export async function installByPackageManager(say: (sentence: string) => void): Promise<boolean> {
  const has = (program: string) => findProgram([program]) !== null;
  const root = process.getuid?.() === 0;
  const sudo = !root && has('sudo') && (await succeeds(['sudo', '-n', 'true'], 5_000));
  const plan = planInstall(has, { root, sudo });
  if (plan === null) return false;
  for (const { command, mayFail } of plan.commands) {
    say(`Installing Redis: ${command.join(' ')}`);
    if (!(await succeeds(command, 5 * minute)) && mayFail !== true) {
      say(`${plan.manager} could not install Redis.`);
      return false;
    }
  }
  return true;
}

function succeeds([program = '', ...args]: readonly string[], timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      // Nothing may wait for an answer; nothing may mix with what the caller prints for programs.
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' },
      timeout: timeoutMs,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
