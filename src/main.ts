import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { DEMO_EMAILS, DEMO_PASSWORD, seedWhenEmpty } from '../seeds/demo-world.js';
import { AppModule } from './app.module.js';
import { Config } from './config/config.js';
import { loadConfig } from './config/load.js';
import { Migrator } from './database/migrator.js';
import { developmentSecret, openDatabase } from './embedded-postgres/open-database.js';
import { createApplication } from './server/application.js';
import { Life, StartError } from './server/life.js';
import { createLog } from './server/observing/logging.js';
import { Readiness } from './server/observing/readiness.js';

/** The balancer keeps sending requests for so long after readiness turns false. */
const DRAIN_MS = 5_000;

// V8 would allocate the rows of lists in the old generation, which only a full collection frees. Garbage collection would then
// take a quarter of the processor.
setFlagsFromString('--no-allocation-site-pretenuring');

const say = (line: string) => process.stdout.write(`${line}\n`);

const wanted = loadConfig();
const log = createLog(wanted.logLevel);
const life = new Life(log, wanted.environment === 'production');
life.begin(start);

async function start(): Promise<void> {
  const database = await openDatabase(wanted.databaseUrl);
  life.closeLater(() => database.close());
  if (life.isStopping()) return;
  if (database.embedded) await prepare(database.url);
  if (life.isStopping()) return;
  const config = new Config({
    ...process.env,
    DATABASE_URL: database.url,
    JWT_SECRET: wanted.jwtSecret ?? (await developmentSecret()),
  });
  const app = await createApplication(AppModule.with(config, database.embedded), config, log);
  life.closeLater(() => app.close());
  if (life.isStopping()) return;
  await listen(app, config);
  life.closeLater(() => drain(app));
  const missing = await app.get(Readiness).missing();
  if (missing !== null) log.warn(`Not ready. ${missing}`);
  if (config.isWithoutMail) log.warn('Mail is off: SMTP_URL is not set.');
  if (config.environment === 'production' && config.erasuresFile === null) {
    log.warn('ERASURES_FILE is not set: a restored backup would bring deleted people back.');
  }
  if (config.trustProxy !== false) log.info('TRUST_PROXY reads X-Forwarded-For. It never reads Forwarded (RFC 7239).');
  welcome(await app.getUrl(), config, database.embedded);
}

/** Only the embedded database is migrated and seeded at the start: any other may hold real data. */
async function prepare(url: string): Promise<void> {
  const applied = await Migrator.use(url, (migrator) => migrator.run());
  if (applied.length > 0) say(`Applied ${applied.length} migrations.`);
  await seedWhenEmpty(url, say);
}

async function listen(app: NestFastifyApplication, { port, host }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      const next = port < 65_535 ? port + 1 : 8000;
      throw new StartError(
        `Port ${port} is taken. Stop what listens there, or choose another: PORT=${next} npm start`,
        { cause: error },
      );
    }
    if (code === 'EACCES' && port < 1024) {
      throw new StartError(`Port ${port} is reserved for root. Choose one above 1023: PORT=8000 npm start`, {
        cause: error,
      });
    }
    throw new StartError(`HOST ${host} and PORT ${port} cannot be listened on: ${message}`, { cause: error });
  }
}

async function drain(app: NestFastifyApplication): Promise<void> {
  app.get(Readiness).drain();
  if (wanted.environment === 'production') await sleep(DRAIN_MS);
}

function welcome(url: string, config: Config, isDemo: boolean): void {
  const { port } = new URL(url);
  log.info({ port: Number(port) }, 'listening');
  if (config.environment === 'production') return;
  const address = `http://localhost:${port}`;
  say(config.webApp ? `\n  Web app     ${address}/` : '');
  say(`  API         ${address}/api/v1`);
  if (config.apiDocs) say(`  Swagger UI  ${address}/api/docs`);
  if (isDemo) say(`\n  Demo accounts, all with the password ${DEMO_PASSWORD}:\n    ${DEMO_EMAILS.join('\n    ')}`);
  say('');
}
