import { DEMO_PASSWORD, seedDemoWorld } from '../../seeds/demo-world.js';
import { CommandConfig } from '../config/command-config.js';
import { withReadyDatabase } from './ready-database.js';

/** Puts the demo world into the database that `env` names; an Error says in a sentence why not. */
export async function seed(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  // Before the rest of the environment is judged: a missing secret is not the reason.
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
}
