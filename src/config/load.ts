import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config, ConfigError } from './config.js';
import { PROJECT_ROOT } from './project-root.js';

/** The environment, with `.env` where it is silent. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  const file = join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

/** Reads the environment and checks it all. What is wrong is named, and ends the process. */
export function loadConfig(): Config {
  try {
    return new Config(loadEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The configuration is wrong:\n${error.problems.map((problem) => `- ${problem}\n`).join('')}`);
    process.exit(1);
  }
}
