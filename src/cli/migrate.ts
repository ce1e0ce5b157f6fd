import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../config/project-root.js';
import { entities } from '../entities.js';
import type { Migrator } from '../database/migrator.js';

const USAGE =
  'Usage: npm run migration:run | migration:revert | migration:show | migration:check | migration:generate -- <name>';

/** The command line. */
interface Asked {
  readonly action?: string | undefined;
  /** The name of the migration to generate. */
  readonly name?: string | undefined;
  /** The folder for a generated migration. */
  readonly folder?: string;
}

/** Runs one `migration:` script and prints the result. Returns the exit code: 2 for a wrong command line. */
export async function migrate(migrator: Migrator, { action, name, folder }: Asked): Promise<number> {
  switch (action) {
    case 'run': {
      const applied = await migrator.run();
      console.log(applied.length === 0 ? 'Nothing is pending.' : applied.map((it) => `Applied ${it}`).join('\n'));
      return 0;
    }
    case 'revert': {
      const reverted = await migrator.revert();
      console.log(reverted === null ? 'There is nothing to revert.' : `Reverted ${reverted}`);
      return 0;
    }
    case 'show': {
      const states = await migrator.states();
      for (const state of states) console.log(`${state.applied ? '[X]' : '[ ]'} ${state.name}`);
      return states.every(({ applied }) => applied) ? 0 : 1;
    }
    case 'check': {
      const { up } = await migrator.drift(entities);
      console.log(
        up.length === 0 ? 'Entities and migrations agree.' : `Entities and migrations differ:\n${up.join(';\n')}`,
      );
      return up.length === 0 ? 0 : 1;
    }
    case 'generate':
      return generate(migrator, name, folder ?? join(PROJECT_ROOT, 'migrations'));
    case undefined:
    default:
      console.error(USAGE);
      return 2;
  }
}

/** Turns `AddWaitlist`, `add waitlist` and `add_waitlist` into `add-waitlist`. Null when it cannot name a class. */
export function migrationName(text: string): string | null {
  const words = text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .trim()
    .split(/[\s_-]+/);
  return /^[a-z]/i.test(text.trim()) && words.every((word) => /^[a-z\d]+$/i.test(word))
    ? words.join('-').toLowerCase()
    : null;
}

async function generate(migrator: Migrator, asked: string | undefined, folder: string): Promise<number> {
  const name = migrationName(asked ?? '');
  if (name === null) {
    console.error('Name the migration in words: npm run migration:generate -- add-waitlist');
    return 2;
  }
  const states = await migrator.states();
  const pending = states.filter(({ applied }) => !applied);
  if (pending.length > 0) {
    console.error('Apply what is pending first, or it would be generated again: npm run migration:run');
    return 1;
  }
  const { up, down } = await migrator.drift(entities);
  if (up.length === 0) {
    console.log('Entities and migrations agree: there is nothing to generate.');
    return 0;
  }
  const file = `${String(states.length + 1).padStart(3, '0')}-${name}.ts`;
  await writeFile(join(folder, file), source(name, up, down), { flag: 'wx' });
  console.log(`Wrote migrations/${file}. Read it, make it safe on a live table, and list it in migrations/index.ts.`);
  return 0;
}

function source(name: string, up: readonly string[], down: readonly string[]): string {
  const className = name.replaceAll(/(?:^|-)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
  const statements = (queries: readonly string[]) =>
    queries.map((query) => `    await runner.query(${JSON.stringify(query)});`).join('\n');
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className}${Date.now()} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${statements(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${statements(down)}
  }
}
`;
}
