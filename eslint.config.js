import tseslint from 'typescript-eslint';

const focused = 'A focused or skipped test hides the others.';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist-tools/',
      'coverage/',
      '.data/',
      'packages/client/dist/',
      'web/dist/',
      'packages/client/src/generated/',
      'test/slow/generators/',
      'test/slow/client-package/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are empty classes with a decorator
      // DTOs and rows are shapes: a plain object that has the fields is one, and is cheaper than an instance.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-params': ['error', 6],
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) => [
          { object, property: 'only', message: focused },
          { object, property: 'skip', message: focused },
        ]),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name=/^(findOne|findOneBy|findBy|update|delete)$/] > ObjectExpression[properties.length=0]',
          message: 'An empty condition matches every row.',
        },
        {
          selector:
            'CallExpression[callee.property.name=/^(query|rows|run)$/] > TemplateLiteral.arguments[expressions.length>0]',
          message: 'Text put into SQL is an injection: pass it as a parameter.',
        },
        {
          selector: "CallExpression[callee.property.name='save']",
          message: '`save({ id })` overwrites any row: use insert, or update with a condition.',
        },
        {
          selector: "CallExpression[callee.property.name='localeCompare']",
          message: 'It sorts by the locale of the machine: compare with < and >.',
        },
        {
          selector:
            'CallExpression[callee.property.name=/^toLocale/]:matches([arguments.length=0], [arguments.0.name=/^undefined$/], [arguments.0.elements.length=0])',
          message: 'Name the locale: without one the machine decides.',
        },
        {
          selector:
            ":matches(NewExpression, CallExpression)[callee.object.name='Intl']:matches([arguments.length=0], [arguments.0.name=/^undefined$/], [arguments.0.elements.length=0])",
          message: 'Name the locale: without one the machine decides.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      // supertest types every body as any; the assertions are what checks it.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/outgoing/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Requests leave through OutgoingClient.' }],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        ...['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls'].map((name) => ({
          ...{ name, message: 'Requests leave through OutgoingClient.', allowTypeImports: true },
          allowImportNames: ['STATUS_CODES', 'maxHeaderSize', 'isIP', 'isIPv4', 'isIPv6', 'BlockList', 'createServer'],
        })),
        ...['undici', 'axios', 'got', 'node-fetch'].map((name) => ({
          name,
          message: 'Requests leave through OutgoingClient.',
        })),
      ],
    },
  },
  { files: ['src/cli/**/*.ts', 'test/bench/**/*.ts', 'seeds/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
);
