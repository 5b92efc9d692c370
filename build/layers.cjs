// Who may import whom, as a failing check (dependency-cruiser). Type-only imports count too: a type from the wrong room
// is a bond like any other. test/support/layers.test.ts proves that each rule bites.

const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)|^(${names.join('|')})$`

/** A room and all it may import besides itself; everything else of the project is out of bounds. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(domain|data|paper|trust|electron|renderer|hq|verify|build|test)/', pathNot: [from, ...to] },
})

const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    only('domain-alone', '^domain/', [], 'Rules get their facts as arguments; they know no other room.'),
    only(
      'trust-on-domain',
      '^trust/',
      ['^domain/'],
      'Keys and PINs are shared by branch and HQ; they know only the rules.',
    ),
    only('paper-on-domain', '^paper/', ['^domain/', '^data/'], 'Pages are made from facts alone.'),
    only('contract-on-domain', '^electron/contract', ['^domain/'], 'The window reads the contract, so it stays pure.'),
    only('preload-on-contract', '^electron/preload\\.ts$', ['^electron/contract', '^domain/'], 'A bridge, no rules.'),
    only(
      'main-apart',
      '^electron/main/',
      [
        '^electron/contract',
        '^electron/branch/internal\\.ts$',
        '^electron/reader/protocol\\.ts$',
        '^domain/',
        '^data/',
        '^paper/',
        '^trust/',
      ],
      'Main talks to the branch process by messages, and to the window by the contract.',
    ),
    only(
      'branch-apart',
      '^electron/branch/',
      ['^electron/contract', '^domain/', '^data/', '^paper/', '^trust/'],
      'The branch process also runs in plain Node.',
    ),
    only(
      'reader-alone',
      '^electron/reader/',
      ['^domain/'],
      'It opens what strangers made, so it knows nothing of ours.',
    ),
    only(
      'renderer-by-contract',
      '^renderer/',
      ['^electron/contract', '^domain/', '^data/', '^paper/'],
      'The window reaches the machine only through the contract.',
    ),
    only('hq-apart', '^hq/', ['^domain/', '^trust/', '^data/'], 'HQ runs without the desktop application.'),

    only(
      'verify-alone',
      '^verify/',
      [],
      'Who checks the record shares nothing with who wrote it, or both would make the same mistake.',
    ),
    never(
      'verify-on-node',
      { path: '^verify/' },
      { dependencyTypesNot: ['core', 'local'] },
      'It runs wherever Node runs, without an installation.',
    ),
    never(
      'nobody-imports-verify',
      { pathNot: '^(verify|test)/' },
      { path: '^verify/' },
      'The program does not lean on its own auditor.',
    ),

    never(
      'domain-pure',
      { path: '^domain/' },
      { dependencyTypes: ['core'] },
      'No files, network, clock or randomness in the rules.',
    ),
    never(
      'domain-libraries',
      { path: '^domain/' },
      {
        dependencyTypesNot: ['core', 'local'],
        pathNot: [npm('zod', 'libphonenumber-js', 'temporal-polyfill'), '^domain/', '^data/'],
      },
      'Only zod, libphonenumber-js and temporal-polyfill: pure, and the same on every node.',
    ),
    never('paper-pure', { path: '^paper/' }, { dependencyTypes: ['core'] }, 'A page is text made from facts.'),
    never('renderer-sandboxed', { path: '^renderer/' }, { dependencyTypes: ['core'] }, 'The window has no Node.'),
    never('contract-pure', { path: '^electron/contract' }, { dependencyTypes: ['core'] }, 'The window reads it.'),
    never(
      'electron-in-main-only',
      { path: '^(domain|paper|trust|renderer|hq|electron/branch|electron/contract|electron/reader)' },
      { path: npm('electron') },
      'Everything but main and preload runs without Electron.',
    ),
    never(
      'sqlite-in-branch-only',
      {
        path: '^(domain|paper|trust|renderer|hq|electron/main|electron/preload\\.ts|electron/contract|electron/reader)',
      },
      { path: npm('better-sqlite3') },
      'One process owns the one connection that writes.',
    ),
    never(
      'servers-on-shipped-packages',
      { path: '^(domain|trust|hq|electron/branch)' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
      'What runs unbundled must be in `dependencies`.',
    ),
    never(
      'nobody-imports-tests',
      { pathNot: '^test/' },
      { path: '^test/' },
      'Tests look at the product, never the other way round.',
    ),
    never(
      'nobody-imports-build',
      { pathNot: '^(build|test)/' },
      { path: '^build/' },
      'Scripts that make the product are no part of it.',
    ),
    never('no-circles', {}, { circular: true }, 'Two files that need each other are one, or three.'),
    never('resolvable', {}, { couldNotResolve: true }, 'Every import leads somewhere.'),
    never(
      'no-drawers',
      {},
      { path: '/(util|utils|helper|helpers|manager|managers)[./]', pathNot: 'node_modules' },
      'A file is named after what it is, not after its being handy.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
}
