// The rules of import, as docs/decisions and CONTRIBUTING.md tell them, for dependency-cruiser. No list of exceptions:
// test files and their fixtures alone may reach for libraries of the tests.
const TEST = '(\\.test\\.tsx?|Fixture\\.ts)$'
// A room has the inside shape of a practice: a practice, a part of the platform, the ledger.
const ROOM = '^(practices/[^/]+|platform/[^/]+|ledger|sample)'

module.exports = {
  forbidden: [
    {
      name: 'rules-and-records-stay-pure',
      comment: "rules/ and records/ import only their own room's, platform/record and ledger/rules",
      severity: 'error',
      from: { path: `${ROOM}/(rules|records)/`, pathNot: TEST },
      to: { pathNot: ['^$1/(rules|records)/', '^platform/record/[^/]+\\.ts$', '^ledger/rules/'] },
    },
    {
      name: 'contracts-know-no-code-behind-or-before-them',
      comment: 'contract.ts imports no server or web code',
      severity: 'error',
      from: { path: '/contract\\.ts$' },
      to: { path: '(^|/)(server|web)/' },
    },
    {
      name: 'web-never-imports-server',
      comment: 'web/ talks to the server through a contract',
      severity: 'error',
      from: { path: '(^|/)web/', pathNot: TEST },
      to: {
        path: ['/server/', '^platform/(db|http|jobs|mail|config)/', '^main\\.ts$', '^farsail\\.ts$'],
        pathNot: '/contract\\.ts$',
      },
    },
    {
      name: 'web-runs-in-a-browser',
      comment: "web/ can't use Node's own modules; only the files that build it run in Node",
      severity: 'error',
      from: { path: '(^|/)web/', pathNot: [TEST, '^web/(vite\\.config|pinyin|writeContract)\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-never-imports-web',
      comment: 'what both need is a rule, a record or a contract',
      severity: 'error',
      from: { path: '/server/', pathNot: TEST },
      to: { path: '(^|/)web/' },
    },
    {
      name: 'practices-meet-at-their-doors',
      comment: 'a practice imports another only through its contract.ts or server/index.ts',
      severity: 'error',
      from: { path: '^practices/([^/]+)/' },
      to: { path: '^practices/', pathNot: ['^practices/$1/', '^practices/[^/]+/(contract|server/index)\\.ts$'] },
    },
    {
      name: 'platform-and-ledger-know-no-practice',
      comment: 'main.ts registers with them what they need of a practice',
      severity: 'error',
      from: { path: '^(platform|ledger)/' },
      to: { path: '^practices/' },
    },
    {
      name: 'sample-meets-practices-at-their-doors',
      comment: 'the sample company uses what the product offers, through contract.ts or server/index.ts',
      severity: 'error',
      from: { path: '^sample/', pathNot: TEST },
      to: { path: '^practices/', pathNot: '^practices/[^/]+/(contract|server/index)\\.ts$' },
    },
    {
      name: 'nothing-builds-on-the-sample',
      comment: 'the sample company may go and the product stays: only what starts, shows or tests it knows it',
      severity: 'error',
      from: { path: '^(platform|ledger|practices)/', pathNot: TEST },
      to: { path: '^sample/' },
    },
    {
      name: 'no-cycles',
      comment: 'move what both need into a third file, or one of them into the other',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'the file or package is not there, or not in package.json',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'server-needs-no-development-package',
      comment: 'the web app is built before it is served; all else at run time stands in dependencies',
      severity: 'error',
      from: { path: ['^(platform|ledger|practices|sample)/', '^(main|farsail)\\.ts$'], pathNot: [TEST, '/web/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.generated\\.json$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
