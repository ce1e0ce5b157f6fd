import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { PAGE_PATHS } from '../../src/web-app/paths.js';

const HOME = join(PROJECT_ROOT, 'web', 'src');
const ASSETS = join(PROJECT_ROOT, 'web', 'dist', 'assets');

/** What pages may use besides their own files. */
const PACKAGES = ['@vibe-coaching/client', 'preact', 'preact/hooks', 'preact-iso', 'uplot', 'uplot/dist/uPlot.min.css'];
/** Texts and zones, which the server has and browsers understand. */
const SHARED = [
  'src/notifications/texts/words/words.js',
  'src/notifications/texts/words/en-words.js',
  'src/notifications/texts/words/de-words.js',
  'src/notifications/texts/when.js',
];

const MAX_COMPONENT_LINES = 150;
const MAX_LINES = 250;
/** Gzipped. */
const MAX_BYTES_AT_FIRST = 150_000;
const MAX_BYTES = 250_000;

const files = readdirSync(HOME, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(tsx?|css)$/.test(name))
  .map((name) => ({ name, path: join(HOME, name), text: readFileSync(join(HOME, name), 'utf8') }));
const scripts = files.filter(({ name }) => !name.endsWith('.css'));

describe('the web application', () => {
  it('uses the client package, Preact and uPlot, and nothing else', () => {
    const others = scripts.flatMap(({ name, path, text }) =>
      [...text.matchAll(/(?:from |import\(|^import )'([^']+)'/gm)]
        .map(([, target]) => target!)
        .filter((target) => {
          if (!target.startsWith('.')) return !PACKAGES.includes(target);
          const file = relative(PROJECT_ROOT, join(dirname(path), target));
          return !file.startsWith(join('web', 'src')) && !SHARED.includes(file.split('\\').join('/'));
        })
        .map((target) => `${name}: ${target}`),
    );
    expect(others).toEqual([]);
  });

  it('talks to the server through the client alone', () => {
    const direct = /\b(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon)\s*\(/;
    expect(scripts.filter(({ text }) => direct.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('is made of small components', () => {
    const long = files
      .map(({ name, text }) => ({ name, lines: text.split('\n').length - 1 }))
      .filter(({ name, lines }) => lines > (name.endsWith('.tsx') ? MAX_COMPONENT_LINES : MAX_LINES));
    expect(long).toEqual([]);
  });

  it('takes its colours from tokens.css', () => {
    const own = files.filter(({ name, text }) => name !== 'tokens.css' && /#[\da-f]{3,8}\b(?![^\n]*['"`])/i.test(text));
    expect(own.map(({ name }) => name)).toEqual([]);
  });

  it('has each page below an address that the server knows, and each address has one', () => {
    const routes = scripts
      .filter(({ name }) => name.endsWith('routes.ts'))
      .flatMap(({ text }) => [...text.matchAll(/route\(\s*'\/([^/']+)/g)].map(([, first]) => first!));
    expect([...new Set(routes)].sort()).toEqual([...PAGE_PATHS].sort());
  });

  it('loads less than 150 kB of script for a page, and few for all of them', () => {
    const sizes = readdirSync(ASSETS)
      .filter((name) => name.endsWith('.js.gz'))
      .map((name) => statSync(join(ASSETS, name)).size)
      .sort((one, other) => other - one);
    const sumOf = (some: readonly number[]) => some.reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(10);
    // A page loads what all need, a language, maybe the plots, its own file, and small ones: fewer than these.
    expect(sumOf(sizes.slice(0, 10))).toBeLessThan(MAX_BYTES_AT_FIRST);
    expect(sumOf(sizes)).toBeLessThan(MAX_BYTES);
  });
});
