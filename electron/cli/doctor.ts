/** `dockhand doctor`: what is wrong and what to do about it. It has an answer even when the engine does not start. */
import type { Finding } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';

export const addDoctor: AddCommand = (parent, run) => {
  parent
    .command('doctor')
    .summary('what is wrong and what to do about it')
    .description('Checks the installation. Ends with 1 when there is a problem.')
    .action(() =>
      run(async (context) => {
        const findings = await examine(context);
        const problems = findings.filter(({ level }) => level === 'problem').length;
        await context.out.result({ problems, findings }, () => findings.map(describeFinding).join('\n'));
        return problems > 0 ? exitCodes.failed : exitCodes.done;
      }),
    );
};

async function examine({ withEngine }: CommandContext): Promise<Finding[]> {
  try {
    return await withEngine(async ({ client, own }) => {
      await own?.settled();
      return client.system.doctor();
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [
      {
        id: error.code,
        title: 'Dockhand does not start',
        level: 'problem',
        detail: error.message,
        fix: null,
      },
    ];
  }
}

const marks: Record<Finding['level'], string> = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' };

function describeFinding({ level, title, detail, fix }: Finding): string {
  const lines = [`${marks[level]} ${title}: ${detail}`];
  if (fix !== null) lines.push(`${' '.repeat(9)}To do: ${fix}`);
  return lines.join('\n');
}
