import { DataSource } from 'typeorm';
import { comparingDataSource, type Entities } from './connecting/data-source.js';
import { MigrationDataSource } from './migration-data-source.js';
import { type MigrationState, migrationStates } from './migration-states.js';

/** Applies and reverts migrations. Migrators that run at the same time take turns. */
export class Migrator {
  private constructor(
    private readonly url: string,
    private readonly dataSource: MigrationDataSource,
  ) {}

  /** Opens a migrator for the database at `url`, runs `work` and closes it. */
  static async use<Result>(url: string, work: (migrator: Migrator) => Promise<Result>): Promise<Result> {
    const dataSource = new MigrationDataSource(url);
    try {
      return await work(new Migrator(url, await dataSource.initialize()));
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
  }

  /** Applies the pending migrations, each in its own transaction. Returns their names. */
  async run(): Promise<string[]> {
    return (await this.dataSource.runMigrations()).map(({ name }) => name);
  }

  /** Reverts the latest migration. Returns its name, or null when none is applied. */
  revert(): Promise<string | null> {
    return this.dataSource.inTurn(async () => {
      const latest = (await this.states()).findLast(({ applied }) => applied);
      if (latest) await this.dataSource.undoLastMigration();
      return latest?.name ?? null;
    });
  }

  states(): Promise<MigrationState[]> {
    return migrationStates((statement) => this.dataSource.query(statement));
  }

  /** The statements that would bring the schema in line with `entities`, and those that would undo them. */
  async drift(entities: Entities): Promise<{ up: string[]; down: string[] }> {
    const dataSource = await new DataSource(comparingDataSource(this.url, entities)).initialize();
    try {
      const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
      const text = ({ query }: { query: string }) => query;
      return { up: upQueries.map(text), down: downQueries.map(text).reverse() };
    } finally {
      await dataSource.destroy();
    }
  }
}
