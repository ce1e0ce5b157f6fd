import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { freePort } from '../support/free-port.js';
import type { Postgres } from './postgres.js';
import type { Neighbour } from './stage.js';

const START_MS = 5_000;

/** Debian installs it in a folder that only root's PATH contains. */
const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };

/** PgBouncer with the configuration of docs/scaling.md, between instances and PostgreSQL. */
export class PgBouncer implements Neighbour {
  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  /** Its version; undefined when it is not installed. */
  static version(): string | undefined {
    const { error, stdout } = spawnSync('pgbouncer', ['--version'], { env, encoding: 'utf8' });
    return error ? undefined : stdout.split('\n')[0];
  }

  static async before(postgres: Postgres): Promise<PgBouncer> {
    const ownPort = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'vibe-pgbouncer-'));
    let pgbouncer: PgBouncer | undefined;
    try {
      await configure(folder, ownPort, postgres);
      const user = process.geteuid?.() === 0 ? ['-u', 'nobody'] : [];
      const child = spawn('pgbouncer', [...user, join(folder, 'pgbouncer.ini')], { env, stdio: 'ignore' });
      const url = new URL(postgres.url);
      url.port = String(ownPort);
      pgbouncer = new PgBouncer(folder, child, url.href);
      await pgbouncer.untilReady();
      return pgbouncer;
    } catch (error) {
      await (pgbouncer?.stop() ?? remove(folder));
      throw error;
    }
  }

  get environment() {
    return { DATABASE_URL: this.url, DATABASE_PREPARED_STATEMENTS: 'off' };
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGINT');
      await ended;
    }
    await remove(this.folder);
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      const client = new pg.Client({ connectionString: this.url });
      const failure = await client.connect().then(
        () => client.query('SELECT 1').then(() => undefined),
        (error: unknown) => error,
      );
      await client.end().catch(() => undefined);
      if (failure === undefined) return;
      if (Date.now() > deadline) throw new Error('PgBouncer did not start.', { cause: failure });
      await sleep(25);
    }
  }
}

const remove = (folder: string) => rm(folder, { recursive: true, force: true });

/** Writes its files. */
async function configure(folder: string, ownPort: number, postgres: Postgres): Promise<void> {
  const { port, username, password } = new URL(postgres.url);
  const users = join(folder, 'userlist.txt');
  const own = { '10.0.0.1': '127.0.0.1', 'port=5432': `port=${port}`, '6432': String(ownPort) };
  const files = { '/etc/pgbouncer/userlist.txt': users, 'vibe =': 'postgres =', 'dbname=vibe': 'dbname=postgres' };
  const example = await documentedConfiguration();
  const text = Object.entries({ ...own, ...files }).reduce((so, [from, to]) => so.replaceAll(from, to), example);
  await writeFile(join(folder, 'pgbouncer.ini'), text);
  await writeFile(users, `"${username}" "${password}"\n`);
  // It does not run as root, and its user must read these files.
  await chmod(folder, 0o755);
}

/** Reads the configuration from the page: so page and proof cannot differ. */
async function documentedConfiguration(): Promise<string> {
  const page = await readFile(join(PROJECT_ROOT, 'docs/scaling.md'), 'utf8');
  const [, text] = /```ini\n([^`]*pool_mode = transaction[^`]*)```/.exec(page) ?? [];
  if (text === undefined) throw new Error('docs/scaling.md has no configuration of PgBouncer.');
  return text;
}
