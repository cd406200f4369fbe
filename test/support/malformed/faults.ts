/** All kinds of single faults. */
import { cellFaults } from './cell-faults.ts';
import type { Fault } from './fault.ts';
import { fileFaults } from './file-faults.ts';

export const faults: readonly Fault[] = [...cellFaults, ...fileFaults];
