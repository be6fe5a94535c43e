// The arrows of docs/architecture.md: a row may import what it lists and nothing else of ours.
// bin/checks/boundaries.mjs fails when no module was cruised.

const test = '\\.test\\.tsx?$|^(e2e|bench|test-support|prisma)/|^packages/[^/]+/src/testdata/'
const ours = '^(app|bin|components|generated|lib|packages)/'
const packages = '^packages/[^/]+/(src|dist)/'
const domain = '^lib/domain/'
const schemas = '^lib/schemas/'
const store = '^lib/store/'
const queries = '^lib/queries/'
/** What is said to people in their own language: sentences alone, and no rule. */
const words = '^lib/words/'
const edges = '^lib/(auth|http|signing|delivery|ledger|exports|mappings)/'
/** Single files that say what this process runs with; they import nothing of ours but each other. */
const surroundings = '^lib/(env|platform-settings|log|clock|paths|language|interface-version)\\.ts$'
/** Where a program is put together: it hands the database and the keys to whoever stands at the edge. */
const context = '^lib/context\\.ts$'

const rows = [
  { row: 'domain', from: domain, may: [packages, domain] },
  { row: 'schemas', from: schemas, may: [domain, schemas] },
  { row: 'words', from: words, may: [words], types: [packages, domain] },
  {
    row: 'store',
    from: store,
    may: [packages, domain, store, '^generated/prisma/', '^lib/log\\.ts$'],
  },
  {
    row: 'edges-auth-and-ledger',
    from: '^lib/(auth|ledger)/',
    may: [packages, domain, schemas, store, edges, surroundings, context],
  },
  {
    row: 'edges',
    from: '^lib/(http|signing|delivery|exports|mappings)/',
    may: [packages, domain, schemas, edges, words, surroundings, context],
  },
  {
    row: 'commands',
    from: '^lib/commands/',
    may: [
      packages,
      domain,
      store,
      '^lib/(signing|ledger|delivery)/',
      '^lib/words/language\\.ts$',
      '^lib/log\\.ts$',
    ],
    types: [schemas, '^lib/clock\\.ts$', '^lib/commands/context\\.ts$'],
  },
  {
    row: 'queries',
    from: queries,
    may: [packages, domain, store, queries, words, '^lib/ledger/', '^lib/log\\.ts$'],
    types: [schemas, '^lib/clock\\.ts$'],
  },
  { row: 'ui', from: '^components/ui/', may: ['^components/ui/'] },
  {
    row: 'components',
    from: '^components/(?!ui/)([^/]+)/',
    may: [
      '^packages/receipt/',
      '^components/(ui|api|consent-pictures|$1)/',
      words,
      '^lib/paths\\.ts$',
    ],
    types: [domain, schemas, queries],
  },
  {
    row: 'app-and-bin',
    from: '^(app|bin)/|^(instrumentation|proxy)\\.ts$',
    may: [
      packages,
      schemas,
      '^lib/commands/',
      queries,
      edges,
      words,
      '^components/',
      '^(app|bin)/',
      surroundings,
      context,
    ],
    types: [domain],
  },
  {
    row: 'context',
    from: context,
    may: [packages, store, '^lib/commands/', edges, surroundings],
  },
  { row: 'surroundings', from: surroundings, may: [surroundings] },
]

/** The rules of one row: nothing beyond what it may, and of some rooms the types alone. */
function rulesOf({ row, from, may, types = [] }) {
  const source = { path: from, pathNot: test }
  const beyond = { path: ours, pathNot: [...may, ...types, '\\.css$'] }
  const forbidden = [{ name: row, severity: 'error', from: source, to: beyond }]
  if (types.length === 0) return forbidden
  const values = { path: types, pathNot: may, dependencyTypesNot: ['type-only'] }
  return [...forbidden, { name: `${row}-types-only`, severity: 'error', from: source, to: values }]
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything-resolves',
      severity: 'error',
      // Peers are measured where somebody installed them.
      from: { pathNot: '^bench/peers/' },
      to: { couldNotResolve: true },
    },
    ...rows.flatMap(rulesOf),
    {
      name: 'every-room-has-a-row',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: [test, ...rows.map(({ from }) => from)] },
      to: { path: ours },
    },
    {
      name: 'packages-stand-alone',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: test },
      to: { path: [ours, '^node_modules/'], pathNot: '^packages/$1/' },
    },
    {
      name: 'packages-run-in-a-browser',
      comment: 'SHA-256 and Ed25519 come in as arguments; what is for Node alone is named so.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: `${test}|/src/(node-|cli|command)` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-needs-no-machine',
      comment: 'Digests are arithmetic; files, sockets and processes are not.',
      severity: 'error',
      from: { path: domain, pathNot: test },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'prisma-only-in-store',
      severity: 'error',
      from: { pathNot: `${store}|^generated/|^prisma\\.config|^bin/schema-engine|${test}` },
      to: { path: '^generated/|^node_modules/(@prisma|prisma)/' },
    },
    {
      name: 'rules-know-no-web',
      severity: 'error',
      from: { path: '^lib/(domain|store|commands|queries|schemas)/', pathNot: test },
      to: { path: '^node_modules/(next|next-auth|react|react-dom)/', pathNot: 'server-only' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^generated/|^packages/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
}
