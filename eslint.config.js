import next from '@next/eslint-plugin-next'
import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const tests = [
  '**/*.test.{ts,tsx}',
  'e2e/**/*.ts',
  'test-support/**/*.ts',
  'packages/*/src/testdata/**/*.ts',
]

/** Where the instant, chance and ids come in as arguments, so that a test can choose them. */
const deterministic = ['lib/domain/**/*.ts', 'lib/commands/**/*.ts', 'packages/*/src/**/*.ts']

/** Next, Playwright and the tools find these by their default export. */
const framework = [
  'app/**/{page,layout,template,loading,error,not-found,global-error,default,icon,opengraph-image,manifest,robots,sitemap}.{ts,tsx}',
  '*.config.{ts,js,mjs}',
  'test-support/portal.ts',
]

const noTestLeftOut = {
  selector:
    'MemberExpression[object.name=/^(test|it|describe)$/][property.name=/^(only|skip|todo|fixme)$/]',
  message: 'A test that does not run proves nothing.',
}

export default defineConfig(
  globalIgnores([
    '**/.next/',
    '.data/',
    '**/dist/',
    'generated/',
    'next-env.d.ts',
    'test-results/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // `import { type A }` alone would still load the module when the program runs.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A number in a template is exact; what must not slip in there is an object or undefined.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      complexity: ['error', { max: 12, variant: 'modified' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: framework, rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['{app,components}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, next.configs['core-web-vitals']],
  },
  {
    files: ['{app,components,lib,packages/*/src}/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    files: deterministic,
    // What the client takes from the machine where nobody hands it anything else.
    ignores: [...tests, 'packages/decision/src/client/surroundings.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'fetch',
        'setTimeout',
        'setInterval',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Pass the instant in.' },
        { object: 'Math', property: 'random', message: 'Pass chance in.' },
        { property: 'randomUUID', message: 'Pass the id in.' },
        { property: 'getRandomValues', message: 'Pass the bytes in.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Pass the instant in.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:crypto', 'crypto'].map((name) => ({
            name,
            importNames: ['randomUUID', 'randomBytes', 'randomInt', 'webcrypto'],
            message: 'Pass ids and chance in.',
          })),
        },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', noTestLeftOut],
      // A test may say that something is there which the types cannot know.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noTestLeftOut,
        {
          selector: "CallExpression[callee.property.name='waitForTimeout']",
          message: 'Wait for what a person would see.',
        },
      ],
    },
  },
)
