import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { build } from './built.js';

/** The files that the built server needs, beside its packages. */
const NEEDED = ['package.json', 'dist'];

/** The built server in its own folder, without the `.env` and `.data/` of the person who runs the tests. */
export class Installation {
  private constructor(readonly folder: string) {}

  /** Builds the server first if its sources are newer. */
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
