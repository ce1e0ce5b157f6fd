import { Migrator } from '../../src/database/migrator.js';
import { ask } from './asking.js';
import { runHistory } from './histories.js';
import { PgBouncer } from './pgbouncer.js';
import type { Figure, Findings } from './proof.js';
import { Stage } from './stage.js';

const BACKENDS = `
  SELECT count(*)::integer AS count FROM pg_stat_activity WHERE application_name = 'vibe-coaching'`;

/** A history of two instances over PgBouncer in transaction mode: timeouts, UTC and constraints must still hold. */
export async function poolTransactions({ seed, attempts }: { seed: string; attempts: number }): Promise<Findings> {
  const version = PgBouncer.version();
  if (version === undefined) return { figures: [], flaws: [], notRun: 'PgBouncer is not installed' };
  return Stage.use(
    2,
    async (stage) => {
      const { origins, people, postgres } = stage;
      const size = { attempts, workers: 50, census: { coaches: 8, clients: 60 } };
      const { figures, flaws } = await runHistory({ seed, ...size, origins, people, sql: postgres.sql });
      const [backends] = await postgres.sql<{ count: number }>(BACKENDS);
      const limits = await waitForLock(stage);
      const pooler = stage.neighbours.find((neighbour) => neighbour instanceof PgBouncer);
      const refusal = await refusalOfMigrations(pooler?.url ?? '');
      const more: Figure[] = [
        ['PgBouncer', version],
        ['backends of PostgreSQL for two pools', backends?.count ?? 0],
      ];
      return {
        figures: [...more, ...figures, ...limits.figures, ['migrations over it', refusal ?? 'ran']],
        flaws: [
          ...flaws,
          ...limits.flaws,
          ...stage.defects(),
          ...(refusal?.includes('pooler') ? [] : [`migrations over PgBouncer: ${refusal ?? 'ran'}`]),
        ],
      };
    },
    [(postgres) => PgBouncer.before(postgres)],
  );
}

/** Books while another connection locks the table: PostgreSQL's lock timeout must end the request, not our query timeout. */
async function waitForLock({ origins: [origin = ''], people, postgres }: Stage): Promise<Findings> {
  const [coach, client] = [await people.recruit('coach'), await people.recruit('client')];
  const body = { coach_id: coach.id, slot_number: 1 };
  const release = await postgres.lock('bookings');
  const begin = performance.now();
  const reply = await ask(origin, client.token, { method: 'POST', path: '/bookings/book', body });
  const ms = performance.now() - begin;
  await release();
  const status = typeof reply === 'string' ? reply : reply.status;
  const holds = status === 503 && ms > 1_500 && ms < 3_500;
  const seen = `${status} after ${ms.toFixed(0)} ms`;
  return {
    figures: [['a booking while the table is locked, at a lock timeout of 2 s', seen]],
    flaws: holds ? [] : [`the lock timeout does not hold: ${seen}`],
  };
}

async function refusalOfMigrations(url: string): Promise<string | undefined> {
  return Migrator.use(url, (migrator) => migrator.states()).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}
