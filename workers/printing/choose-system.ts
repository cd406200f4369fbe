/** Which system prints here: CUPS; on Windows SumatraPDF where the owner has put it, and else the program's own window. */
import type { Desktop } from '../desktop.ts';
import type { Store } from '../store/open.ts';
import { sitePaper } from '../store/queries/site-paper.ts';
import { readSetting } from '../store/setting.ts';
import { cups } from './cups.ts';
import { electronPrinting } from './electron.ts';
import type { PrintSystem } from './print-system.ts';
import { sumatraPrinting } from './sumatra.ts';

export function printSystem(
  { store, desktop }: { store: Store; desktop: Desktop },
  platform: NodeJS.Platform = process.platform,
): PrintSystem {
  if (platform !== 'win32') return cups;
  const sumatra = programSetting(store);
  if (sumatra !== null) return sumatraPrinting({ sumatra });
  return electronPrinting({ desktop, paper: () => sitePaper(store) });
}

const programKey = 'printing.program';

/** Path of SumatraPDF; null when none was given. */
function programSetting(store: Store): string | null {
  const value = readSetting(store, programKey)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}
