import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandConfig, ConfigError } from './command-config.js';
import { Config } from './config.js';
import { PROJECT_ROOT } from './project-root.js';
import { tellStartFailure } from './start-failure.js';

/** The environment variables; `.env` supplies those that are not set. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  const file = join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

/** Reads and checks the environment. Wrong variables are printed and the process exits with 1. */
export function loadConfig(): Config {
  return orExit(() => new Config(loadEnvironment()), true);
}

/** The same for a command, which needs fewer variables. */
export function loadCommandConfig(): CommandConfig {
  return orExit(() => new CommandConfig(loadEnvironment()));
}

function orExit<Result>(read: () => Result, isServer = false): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.problems.map((problem) => `\n- ${problem}`).join('');
    tellStartFailure(`The configuration is wrong:${lines}`, isServer && process.env['NODE_ENV'] === 'production');
    process.exit(1);
  }
}
