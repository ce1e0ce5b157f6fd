import type { DemoWorld } from '../src/dev/demo-world.js';
import { Calendar } from './calendar.js';
import { CLIENTS } from './clients.js';
import { alone, DEMO_PASSWORD, fill, type Say } from './demo-world.js';
import { addScenarios, SCENARIO_ACCOUNTS } from './scenarios.js';
import { ADMIN, COACHES } from './staff.js';

/** Leaves the schema as it is, and the id by which calendars know this installation. */
const EMPTY = `
  DO $$ BEGIN
    EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY CASCADE' FROM pg_tables
              WHERE schemaname = current_schema AND tablename NOT IN ('migrations', 'installation'));
  END $$`;

/** Empties the database and makes the demo world anew, in one transaction. Ids begin at 1 again. */
export function resetDemoWorld(url: string, isWithScenarios: boolean, say: Say, now = new Date()): Promise<void> {
  return alone(url, async (client) => {
    // The access log refuses to be emptied by anybody but a superuser who says so.
    await client.query(`SET LOCAL session_replication_role = replica`);
    await client.query(EMPTY);
    await client.query(`SET LOCAL session_replication_role = origin`);
    const calendar = new Calendar(now);
    await fill(client, say, calendar);
    if (isWithScenarios) await addScenarios(client, say, calendar);
  });
}

const quiet = () => undefined;

/** The demo world, as the tools of development show it. */
export const demoWorld: DemoWorld = {
  password: DEMO_PASSWORD,
  founding: [ADMIN, ...COACHES, ...CLIENTS].map(({ email, full_name, profile }) => ({
    email,
    shows: [full_name, profile['specialties'] ?? profile['target_goals']].filter(Boolean).join(': '),
  })),
  scenarios: Object.entries(SCENARIO_ACCOUNTS).map(([email, shows]) => ({ email, shows })),
  reset: (url, isWithScenarios) => resetDemoWorld(url, isWithScenarios, quiet),
};
