import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_EMAILS, DEMO_PASSWORD, seedWhenEmpty } from '../seeds/demo-world.js';
import { AppModule } from './app.module.js';
import { Config } from './config/config.js';
import { loadConfig } from './config/load.js';
import { Migrator } from './database/migrator.js';
import { developmentSecret, openDatabase } from './database/open-database.js';
import { faultOf } from './database/postgres-errors.js';
import { createApplication } from './http/application.js';
import { createLog } from './http/logging.js';
import { Readiness } from './http/readiness.js';

/** Requests sent before the balancer saw that we go still arrive for so long. */
const DRAIN_MS = 5_000;
const HARD_STOP_MS = 25_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

const wanted = loadConfig();
const log = createLog(wanted.logLevel);

/** What is open and has to be closed, the latest first. */
const closers: (() => Promise<unknown>)[] = [];

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    log.info({ signal }, 'stopping');
    void stop(0);
  });
}

start().catch((error: unknown) => {
  process.stderr.write(`${explanation(error)}\n`);
  void stop(1);
});

async function start(): Promise<void> {
  const database = await openDatabase(wanted.databaseUrl);
  closers.push(() => database.close());
  if (database.embedded) {
    const applied = await Migrator.use(database.url, (migrator) => migrator.run());
    if (applied.length > 0) say(`Applied ${applied.length} migrations.`);
    await seedWhenEmpty(database.url, say);
  }
  const config = new Config({
    ...process.env,
    DATABASE_URL: database.url,
    JWT_SECRET: wanted.jwtSecret ?? (await developmentSecret()),
  });
  const app = await createApplication(AppModule.with(config), config, log);
  closers.push(
    () => app.close(),
    () => drain(app),
  );
  await app.listen(config.port, config.host);
  const missing = await app.get(Readiness).missing();
  if (missing !== null) log.warn(`Not ready. ${missing}`);
  welcome(await app.getUrl(), config, database.embedded);
}

async function drain(app: NestFastifyApplication): Promise<void> {
  app.get(Readiness).drain();
  if (wanted.environment === 'production') await sleep(DRAIN_MS);
}

let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    log.fatal('stopped hard: not everything could be closed in time');
    process.exit(1);
  }, HARD_STOP_MS).unref();
  for (const close of closers.reverse()) {
    await close().catch((error: unknown) => {
      log.error({ err: error }, 'could not be closed');
    });
  }
  process.exit(code);
}

function welcome(url: string, config: Config, isDemo: boolean): void {
  const { port } = new URL(url);
  log.info({ port: Number(port) }, 'listening');
  if (config.environment === 'production') return;
  const address = `http://localhost:${port}`;
  say(`\n  API         ${address}/api/v1`);
  if (config.apiDocs) say(`  Swagger UI  ${address}/api/docs`);
  if (isDemo) say(`\n  Demo accounts, all with the password ${DEMO_PASSWORD}:\n    ${DEMO_EMAILS.join('\n    ')}`);
  say('');
}

/** What went wrong, in words for whoever starts the server. */
function explanation(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${wanted.port} is taken. Stop what listens there, or choose another: PORT=${wanted.port + 1} npm start`;
  }
  if (code === 'EACCES' && wanted.port < 1024) {
    return `Port ${wanted.port} is reserved for root. Choose one above 1023: PORT=8000 npm start`;
  }
  if (faultOf(error)?.kind === 'unavailable') return `The database does not answer: ${message}`;
  return `The server could not start: ${message}${error.cause instanceof Error ? `\n${error.cause.message}` : ''}`;
}
