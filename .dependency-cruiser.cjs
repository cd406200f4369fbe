/** Who may import whom. See "Processes" in README.md for the reasons. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'main-process-holds-no-engine',
      comment:
        'The main process opens no database and holds no Bull queue: the tray and the window never freeze.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: 'node_modules/(bull|better-sqlite3|drizzle-orm)/' },
    },
    {
      name: 'main-process-knows-workers-by-contract',
      comment:
        'electron/ takes types, the catalog, the contract and small shared pieces from workers/, nothing that works.',
      severity: 'error',
      from: { path: '^electron/' },
      to: {
        path: '^workers/',
        pathNot:
          '^workers/(api/(wire|contract|http/(console-files|headers))|imports/(source|mapping-schema)|queues/(catalog|define)|protocol|paths|errors|log|clock)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'renderer-is-a-browser',
      comment: 'The console knows the router by its types and pure helpers only.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        path: '^(electron|workers)/',
        pathNot: '^workers/(api/wire|imports/source(-reader)?)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'store-is-at-the-bottom',
      severity: 'error',
      from: { path: '^workers/store/' },
      to: { path: '^workers/', pathNot: '^workers/(store/|(clock|paths|errors|log)\\.ts$)' },
    },
    {
      name: 'jobs-know-no-queue',
      comment: 'A job says what it does; Bull stays in workers/queues.',
      severity: 'error',
      from: { path: '^workers/(?!queues/)' },
      to: { path: 'node_modules/bull/' },
    },
    {
      name: 'only-electron-shell-imports-electron',
      severity: 'error',
      from: { path: '^(workers|renderer)/|^electron/(headless|launch|cli|supervisor)' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'program-needs-no-tests',
      severity: 'error',
      from: { path: '^(electron|workers|renderer)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
