/**
 * Benchmarks run bundled JavaScript, as the program does: Node's type stripping would add time and a few hundred megabytes to what
 * is measured.
 */
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { build } from 'vite';
import pkg from '../../package.json' with { type: 'json' };

/** As in vite.config.ts. */
const bundledPackages = ['drizzle-orm'];
const installed = Object.keys(pkg.dependencies).filter((name) => !bundledPackages.includes(name));

const root = join(import.meta.dirname, '..', '..');

/**
 * Bundles sources into `dist/` under their own paths.
 * @param sources paths from the project's root, such as `test/bench/import/job.ts`.
 * @returns the paths of the bundles, in the same order.
 */
export async function bundle(sources: readonly string[]): Promise<string[]> {
  const entries = Object.fromEntries(
    sources.map((source) => [source.replace(/\.ts$/, ''), join(root, source)]),
  );
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    resolve: { external: installed, noExternal: bundledPackages },
    build: {
      ssr: true,
      outDir: join(root, 'dist'),
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input: entries,
        external: [/^node:/, ...builtinModules, ...installed.map((name) => new RegExp(`^${name}(/|$)`))],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return sources.map((source) => join(root, 'dist', relative('.', source).replace(/\.ts$/, '.js')));
}
