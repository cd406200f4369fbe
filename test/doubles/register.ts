/**
 * `node --import test/doubles/register.ts dist/electron/main.js` boots the built main process on the double: every import and require
 * of `electron` gets it, and nothing starts a download. The test that forked it is told what happens and says what a person does.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const double = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier.startsWith('electron/')) {
      return { url: double, shortCircuit: true, format: 'module-typescript' };
    }
    return next(specifier, context);
  },
});

const { operate } = await import('./electron/operator.ts');
operate();
