/** `npm run bench -- NAME [options]`: runs one benchmark. */
const benches: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  import: () => import('./import/bench.ts'),
  pdf: () => import('./pdf/bench.ts'),
  console: () => import('./console.ts'),
  queue: () => import('./queue/bench.ts'),
  monitor: () => import('./monitor/bench.ts'),
  idle: () => import('./idle.ts'),
  use: () => import('./use/bench.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  console.error(`Which benchmark? npm run bench -- ${Object.keys(benches).join(' | ')}`);
  process.exit(1);
}
await (await load()).run(args);
