/** Who may import what (docs/architecture.md). test/boundary proves that each of these rules bites. */

/** Folders of the product. */
const product = '^(domain|ledger|workflows|activities|engine|api|app|prisma|web)/';
/** From one folder to anything of the product that it may not know. */
const only = (folder, allowed) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment: `${folder}/ may import, of the product, only: ${allowed.join(', ')}.`,
  from: { path: `^${folder}/` },
  to: { path: product, pathNot: allowed.map((path) => `^${path}`) },
});
const packages = 'node_modules/';
const client = 'prisma/client/';

module.exports = {
  forbidden: [
    {
      name: 'domain-stands-alone',
      severity: 'error',
      comment: 'domain/ holds pure rules and imports nothing outside domain/: no other folder, no package, nothing of Node.',
      from: { path: '^domain/' },
      to: { pathNot: '^domain/' },
    },
    {
      name: 'workflows-know-only-types',
      severity: 'error',
      comment: 'workflows/ import @temporalio/workflow, each other, and only types of domain/ and activities/: rules, zod, Prisma, pg and Node stay out of the bundle.',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', 'node_modules/@temporalio/workflow/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-know-only-domain-and-activities',
      severity: 'error',
      comment: 'Even types come from domain/, activities/ or @temporalio/workflow alone.',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', '^domain/', '^activities/', 'node_modules/@temporalio/workflow/'] },
    },
    only('ledger', ['ledger/', 'domain/', client]),
    {
      name: 'ledger-packages',
      severity: 'error',
      comment: 'ledger/ writes through pg and reads initials by the dictionary of pinyin-pro; it knows no HTTP, no Temporal and no schema library.',
      from: { path: '^ledger/' },
      to: { path: packages, pathNot: 'node_modules/((@types/)?pg|pinyin-pro)/' },
    },
    only('engine', ['engine/', 'domain/', 'ledger/']),
    only('activities', ['activities/', 'domain/', 'ledger/', 'engine/', client]),
    only('api', ['api/', 'domain/', 'ledger/', 'engine/', client, 'workflows/messages\\.ts$']),
    only('prisma', ['prisma/']),
    only('web', ['web/']),
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      comment: 'The console knows the product by its public API alone, and nothing of Node.',
      from: { path: '^web/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-the-outer-folders',
      severity: 'error',
      comment: 'app/ composes, test/, bench/ and chaos/ try: nothing else depends on them.',
      from: { pathNot: '^(app|test|bench|chaos)/' },
      to: { path: '^(app|test|bench|chaos)/' },
    },
    {
      name: 'app-imports-no-tests',
      severity: 'error',
      comment: 'What runs in production knows nothing of tests and measurements.',
      from: { path: '^app/' },
      to: { path: '^(test|bench|chaos)/' },
    },
    {
      name: 'product-without-development-packages',
      severity: 'error',
      comment: 'What is installed for development alone is missing in production. Commands named generate-… run in development.',
      from: { path: product, pathNot: '^app/generate-[^/]+$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'nothing-outside-the-project',
      severity: 'error',
      comment: 'A checkout stands alone.',
      from: {},
      to: { path: '^\\.\\./', pathNot: packages },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Values that need each other to load belong together. Types may refer to each other.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-missing-imports',
      severity: 'error',
      comment: 'Every import resolves; what begins with duban: is made when the console is built.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^duban:' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/client/'] },
    exclude: { path: ['^test/boundary/fixture/', '^\\.duban/', '^coverage/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: require('node:path').join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
