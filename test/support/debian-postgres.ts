import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const VERSIONS = '/usr/lib/postgresql';

/** The folder of Debian's server and its tools; null where it is not installed. */
export function findDebianPostgres(): string | null {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const folders = versions.map((version) => join(VERSIONS, version, 'bin'));
  return folders.find((bin) => ['initdb', 'pg_ctl', 'pg_dump'].every((name) => existsSync(join(bin, name)))) ?? null;
}

/** A server of the operating system's packages, as operators run it, with an empty database. */
export class DebianPostgres {
  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(bin: string): Promise<DebianPostgres> {
    const folder = mkdtempSync('/tmp/vibe-postgres-');
    if (process.getuid?.() === 0) chownSync(folder, ...accountOf('nobody'));
    const port = await freePort();
    const server = new DebianPostgres(bin, folder, `postgres://postgres@127.0.0.1:${port}/postgres`);
    server.run('initdb', ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8']);
    const settings = `-p ${port} -k ${folder} -c fsync=off -c listen_addresses=127.0.0.1`;
    server.run('pg_ctl', ['-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
    return server;
  }

  stop(): void {
    this.run('pg_ctl', ['-D', join(this.folder, 'data'), '-m', 'immediate', 'stop']);
    rmSync(this.folder, { recursive: true });
  }

  /** PostgreSQL refuses to run as root. */
  private run(name: string, args: readonly string[]): void {
    const [uid, gid] = process.getuid?.() === 0 ? accountOf('nobody') : [undefined, undefined];
    const { status, stderr } = spawnSync(join(this.bin, name), args, {
      cwd: this.folder,
      uid,
      gid,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
  }
}

function accountOf(name: string): [uid: number, gid: number] {
  const line =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((row) => row.startsWith(`${name}:`)) ?? '';
  const [, , uid, gid] = line.split(':').map(Number);
  return [uid ?? 0, gid ?? 0];
}
