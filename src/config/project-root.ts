import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. Sources and the build find it alike, whatever the working directory. */
export const PROJECT_ROOT = above(dirname(fileURLToPath(import.meta.url)));

function above(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : above(dirname(folder));
}

/** A file of the project that the server reads; the build has a copy, for installations without sources. */
export function shippedFile(path: string): string {
  const source = join(PROJECT_ROOT, path);
  return existsSync(source) ? source : join(PROJECT_ROOT, 'dist', path);
}
