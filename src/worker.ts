import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { Config } from './config/config.js';
import { loadConfig } from './config/load.js';
import { developmentSecret } from './embedded-postgres/open-database.js';
import { Life, StartError } from './server/life.js';
import { createLog, NestLog } from './server/observing/logging.js';

/** Does the work that is due, without a server. Any number of such processes share it, with each other and with servers. */
const wanted = loadConfig();
const log = createLog(wanted.logLevel);
const life = new Life(log, wanted.environment === 'production');
life.begin(start);

async function start(): Promise<void> {
  if (wanted.databaseUrl === null) {
    throw new StartError(
      'The worker needs the DATABASE_URL of the server. Without one, npm start does the work itself.',
    );
  }
  const config = new Config({
    ...process.env,
    WORKER: 'on',
    // Links in mails are signed with it.
    JWT_SECRET: wanted.jwtSecret ?? (await developmentSecret()),
  });
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  life.closeLater(() => app.close());
  // The worker's own timers would let the process end.
  setInterval(() => undefined, 2 ** 30);
  if (config.isWithoutMail) log.warn('Mail is off: SMTP_URL is not set.');
  log.info('the worker runs');
}
