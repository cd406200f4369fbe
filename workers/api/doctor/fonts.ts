/** The fonts that documents are printed with are there and are fonts. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resourcePath } from '../../paths.ts';
import { ok, problem, type Check } from './check.ts';

/** Without these nothing can be printed; others serve scripts that they do not cover. */
const needed = ['Inter-Regular.ttf', 'Inter-SemiBold.ttf'];

/** First bytes of TrueType and OpenType files. */
const signatures = new Set(['00010000', '4f54544f', '74727565']);

export const fonts: Check = {
  id: 'fonts',
  title: 'Fonts',
  async look() {
    const folder = resourcePath('fonts');
    const there = await readdir(folder).catch(() => []);
    const files = [...new Set([...needed, ...there.filter((name) => name.endsWith('.ttf'))])];
    const bad: string[] = [];
    for (const name of files) if (!(await isFont(join(folder, name)))) bad.push(name);
    if (bad.length === 0) return ok(`${files.length} font files are in place.`);
    return problem(
      `These fonts are missing or damaged: ${bad.join(', ')}.`,
      'Install Dockhand again. Without its fonts no PDF can be made.',
    );
  },
};

async function isFont(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && signatures.has(buffer.toString('hex'));
  } catch {
    return false;
  }
}
