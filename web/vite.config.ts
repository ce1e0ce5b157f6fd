import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes each script and style compressed beside it: the server sends what the browser takes, and compresses nothing itself. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle: ({ dir = '' }) => {
      for (const name of readdirSync(join(dir, 'assets'))) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const file = join(dir, 'assets', name);
        const content = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(content));
      }
    },
  };
}

export default defineConfig({
  root: at('.'),
  // Relative, because a proxy may strip a part of the path.
  base: './',
  resolve: { alias: { '@vibe-coaching/client': at('../packages/client/src/index.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The Content-Security-Policy allows no data: addresses.
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      // They tell that a busy machine is slow.
      checks: { bundlerTimings: false, pluginTimings: false },
      output: {
        // What every page needs is one file: dozens of small ones would take turns.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /\/web\/src\/(ui|session|shell|time|notifications|route|texts\/(en|texts))|\/packages\/client\/|\/node_modules\/preact|\/src\/(notifications|time)\//,
            },
          ],
        },
      },
    },
  },
  plugins: [compressed()],
  server: { proxy: { '/api': 'http://localhost:8000', '/dev': 'http://localhost:8000' } },
});
