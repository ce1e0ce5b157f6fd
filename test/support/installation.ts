import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { build } from './built.js';

/** What the built server needs to run. */
const NEEDED = ['package.json', 'dist', 'docs'];

/** The built server in a folder of its own: the `.env` and `.data/` of whoever runs the tests are not there. */
export class Installation {
  private constructor(readonly folder: string) {}

  /** Builds first what is older than its sources. */
  static async make(): Promise<Installation> {
    await build();
    const folder = await mkdtemp(join(tmpdir(), 'vibe-installed-'));
    for (const name of NEEDED) await cp(join(PROJECT_ROOT, name), join(folder, name), { recursive: true });
    await symlink(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return new Installation(folder);
  }

  at(...path: string[]): string {
    return join(this.folder, ...path);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
