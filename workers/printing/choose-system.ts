/** Which system prints here. */
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { readSetting } from '../store/setting.ts';
import { cups } from './cups.ts';
import type { PrintSystem } from './print-system.ts';
import { sumatraPrinting } from './sumatra.ts';

/** @throws UserError `print-program-unset` on Windows without a path to SumatraPDF. */
export function printSystem(store: Store, platform: NodeJS.Platform = process.platform): PrintSystem {
  if (platform !== 'win32') return cups;
  const sumatra = programSetting(store);
  if (sumatra !== null) return sumatraPrinting({ sumatra });
  throw new UserError(
    'print-program-unset',
    'Printing on Windows needs SumatraPDF. Install it and set its path (printing.program).',
  );
}

const programKey = 'printing.program';

/** Path of SumatraPDF; null when none was given. */
function programSetting(store: Store): string | null {
  const value = readSetting(store, programKey)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}
