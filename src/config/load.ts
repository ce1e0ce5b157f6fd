import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandConfig, ConfigError } from './command-config.js';
import { Config } from './config.js';
import { PROJECT_ROOT } from './project-root.js';

/** The environment variables; `.env` supplies those that are not set. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  const file = join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

/** Reads and checks the environment. Wrong variables are printed and the process exits with 1. */
export function loadConfig(): Config {
  return orExit(() => new Config(loadEnvironment()));
}

/** The same for a command, which needs fewer variables. */
export function loadCommandConfig(): CommandConfig {
  return orExit(() => new CommandConfig(loadEnvironment()));
}

function orExit<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The configuration is wrong:\n${error.problems.map((problem) => `- ${problem}\n`).join('')}`);
    process.exit(1);
  }
}
