// Copies what the server reads besides its code into the build: dist, node_modules and package.json are all that it needs then.
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SHIPPED = ['docs/problems.md', 'CHANGELOG.md', 'pages', 'web/dist'];

export function ship() {
  for (const path of SHIPPED) cpSync(join(root, path), join(root, 'dist', path), { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ship();
