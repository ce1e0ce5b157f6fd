import { randomBytes } from 'node:crypto';
import { rememberOrigins } from './audit.js';
import { Instance } from './instance.js';
import { People } from './people.js';
import { Postgres } from './postgres.js';

/** A process beside or before PostgreSQL, such as a pooler, and the variables that it adds to the instances. */
export interface Neighbour {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Only variables for the instances, without a process. */
export const told = (environment: Neighbour['environment']) => (): Promise<Neighbour> =>
  Promise.resolve({ environment, stop: () => Promise.resolve() });

/** Instances of the built server on one PostgreSQL, each a process of its own. */
export class Stage {
  private static readonly open = new Set<Stage>();
  readonly instances: Instance[] = [];
  readonly neighbours: Neighbour[] = [];
  /** The variables of the instances. */
  environment: Readonly<Record<string, string>> = {};

  private constructor(
    readonly postgres: Postgres,
    readonly people: People,
  ) {
    Stage.open.add(this);
  }

  /** Starts everything, runs `work` and removes everything. */
  static async use<Result>(
    instances: number,
    work: (stage: Stage) => Promise<Result>,
    neighbours: readonly ((postgres: Postgres) => Promise<Neighbour>)[] = [],
  ): Promise<Result> {
    const secret = randomBytes(32).toString('base64url');
    const postgres = await Postgres.start();
    const stage = new Stage(postgres, new People(postgres.sql, secret));
    try {
      for (const arrive of neighbours) stage.neighbours.push(await arrive(postgres));
      const environments = stage.neighbours.map(({ environment }) => environment);
      stage.environment = Object.assign(environmentOf(postgres.url, secret), ...environments) as Record<string, string>;
      for (let count = 0; count < instances; count++) {
        stage.instances.push(await Instance.start(stage.environment));
      }
      await rememberOrigins(postgres.sql);
      return await work(stage);
    } finally {
      await stage.clear();
    }
  }

  /** Removes all stages when the process is interrupted: their processes would outlive it. */
  static async clearAll(): Promise<void> {
    await Promise.all([...Stage.open].map((stage) => stage.clear()));
  }

  get origins(): string[] {
    return this.instances.map(({ origin }) => origin);
  }

  /** Lines of the servers' logs that report a defect. */
  defects(): string[] {
    return this.instances.flatMap((instance) => instance.defects());
  }

  private async clear(): Promise<void> {
    if (!Stage.open.delete(this)) return;
    await Promise.all(this.instances.map((instance) => instance.end('SIGKILL')));
    for (const neighbour of this.neighbours) await neighbour.stop();
    await this.postgres.stop();
  }
}

const environmentOf = (databaseUrl: string, secret: string) => ({
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  JWT_SECRET: secret,
  ACCESS_TOKEN_TTL: '1d',
  // Few users send more requests here than hundreds would.
  RATE_LIMIT: '0',
  // With this size a hundred concurrent requests at two instances are no overload.
  DATABASE_POOL_SIZE: '16',
  API_DOCS: 'on',
  LOG_LEVEL: 'warn',
});
