import { DEMO_PASSWORD, seedDemoWorld } from '../../seeds/demo-world.js';
import { seedScenarios } from '../../seeds/scenarios.js';
import { CommandConfig } from '../config/command-config.js';
import { withReadyDatabase } from './ready-database.js';

interface Wanted {
  /** Also the accounts of seeds/scenarios.ts. */
  readonly scenarios?: boolean;
}

/** Adds the demo world to the database that `env` names. Throws an Error that says why not. */
export async function seed(env: NodeJS.ProcessEnv, say: (line: string) => void, wanted: Wanted = {}): Promise<void> {
  // First, so that in production the message does not complain about a missing secret.
  if (env['NODE_ENV']?.trim() === 'production') {
    throw new Error('The demo world is not for production: everyone knows the password of its accounts.');
  }
  const { databaseUrl } = new CommandConfig(env);
  const isNew = await withReadyDatabase(databaseUrl, (url) => seedDemoWorld(url, say));
  say(
    isNew
      ? `Log in as client1@vibe.com, coach1@vibe.com or admin@vibe.com with the password ${DEMO_PASSWORD}.`
      : 'The demo world is already there, nothing changed.',
  );
  if (wanted.scenarios !== true) return;
  const areNew = await withReadyDatabase(databaseUrl, (url) => seedScenarios(url, say));
  say(
    areNew ? `The scenarios are there, with the same password.` : 'The scenarios are already there, nothing changed.',
  );
}
