/** The program without Electron: the same supervisor and api, the console in a browser, and the command line. */
import { runCli } from './cli/run.ts';

const exitCode = await runCli(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
// Everything is printed and stopped. A connection that some library keeps for later must not keep the program.
process.exit(exitCode);
