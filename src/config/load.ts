import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config, ConfigError } from './config.js';
import { PROJECT_ROOT } from './project-root.js';

/** Reads `.env`, over which the environment wins, and checks it all. What is wrong is named, and ends the process. */
export function loadConfig(): Config {
  const file = join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  try {
    return new Config(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The configuration is wrong:\n${error.problems.map((problem) => `- ${problem}\n`).join('')}`);
    process.exit(1);
  }
}
