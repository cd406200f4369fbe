import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fingerprint, writeStamp } from './electron/launch/fingerprint.ts';
import pkg from './package.json' with { type: 'json' };

const here = import.meta.dirname;
const from = (path: string) => resolve(here, path);

/**
 * Installed, and bundled all the same. Node reads drizzle-orm's package.json (180 kB of exports) again for every one of its files:
 * loaded from node_modules it costs each child process about a second and 190 MB.
 */
const bundledPackages = ['drizzle-orm'];

/** Node built-ins, electron and everything else installed at run time stay imports; only our own source is bundled. */
const external = [
  'electron',
  /^electron\//,
  /^node:/,
  ...builtinModules,
  ...Object.keys(pkg.dependencies)
    .filter((name) => !bundledPackages.includes(name))
    .map((name) => new RegExp(`^${name}(/|$)`)),
];

const nodeBuild = (input: Record<string, string>, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  build: {
    outDir: from('dist'),
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input,
      external,
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
  resolve: { external: true as const, noExternal: bundledPackages },
});

/** One configuration, four bundles: the console (renderer), main + headless + workers (ES modules), the preload (CommonJS). */
export default defineConfig({
  root: from('renderer'),
  base: './',
  publicDir: from('resources/public'),
  plugins: [react()],
  // Replaced by a new one in every page that is served: see workers/api/http/headers.ts.
  html: { cspNonce: '__CSP_NONCE__' },
  environments: {
    client: {
      build: { outDir: from('dist/renderer'), emptyOutDir: true, target: 'chrome130', copyPublicDir: false },
    },
    node: nodeBuild(
      {
        'electron/main': from('electron/main.ts'),
        'electron/headless': from('electron/headless.ts'),
        'workers/main': from('workers/main.ts'),
        'workers/imports/parse-thread': from('workers/imports/parse-thread.ts'),
        'workers/imports/xlsx/convert-thread': from('workers/imports/xlsx/convert-thread.ts'),
        'workers/store/integrity-thread': from('workers/store/integrity-thread.ts'),
        'workers/support/offline': from('workers/support/offline.ts'),
        'workers/queues/watchdog-thread': from('workers/queues/watchdog-thread.ts'),
      },
      'es',
    ),
    preload: nodeBuild({ 'electron/preload': from('electron/preload.ts') }, 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      // A start builds again when the sources are not those of the stamp. What changes during the build makes it stale.
      const sources = fingerprint(here);
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
      writeStamp(here, sources);
    },
  },
});
