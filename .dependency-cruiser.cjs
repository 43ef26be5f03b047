/** The floors: imports go down only. See docs/house.md. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(src|db)/', pathNot: to.map((floor) => `^${floor}/`) },
});

module.exports = {
  forbidden: [
    only('domain-is-ground', 'src/domain', ['src/domain'], 'domain is pure: it imports only domain'),
    only('db-keeps', 'db', ['db', 'src/domain'], 'db may name the types of domain, nothing above'),
    only('ledger-floor', 'src/ledger', ['src/ledger', 'src/domain', 'db'], 'ledger imports only domain and db'),
    only('records-floor', 'src/records', ['src/records', 'src/domain', 'db'], 'records imports only domain and db'),
    only(
      'usecases-floor',
      'src/usecases',
      ['src/usecases', 'src/ledger', 'src/records', 'src/domain', 'db'],
      'use cases import downwards',
    ),
    only(
      'phone-floor',
      'src/field',
      ['src/field', 'src/domain', 'src/i18n'],
      'what runs on a phone brings only pure rules and words along',
    ),
    {
      name: 'phone-apart',
      comment: 'what runs on a phone is sent there, and nothing of the house is made of it',
      severity: 'error',
      from: { path: '^(src|db)/', pathNot: '^src/field/' },
      to: { path: '^src/field/' },
    },
    only('words-floor', 'src/i18n', ['src/i18n', 'src/domain'], 'the words import only domain'),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'warn',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/cli/', '^src/main', '^src/field/worker/'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
