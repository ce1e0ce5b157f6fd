import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import type { Usage } from './probe.js';

const PROBE = new URL('./probe.js', import.meta.url).href;
const START_MS = 30_000;
const STOP_MS = 15_000;
const POLL_MS = 20;

/** The server to start, and the folder for its output. */
interface ServerOptions {
  readonly name: string;
  /** Address of the script, as `new URL('…', import.meta.url)`. */
  readonly script: URL;
  readonly environment: Readonly<Record<string, string>>;
  /** Answers 200 once the server may be measured. */
  readonly readyPath: string;
  /** Folder for the server's log and, with `profile`, its CPU profile. */
  readonly folder: string;
  readonly profile: boolean;
}

/** A server in a process of its own, with the probe in it. */
export class ServerProcess {
  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** Starts the server on a free port of loopback; resolves when it is ready, throws with the end of its log otherwise. */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    const { name, script, environment, folder, profile } = options;
    const port = await freePort();
    const logPath = join(folder, `${name}.log`);
    const log = openSync(logPath, 'w');
    const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${name}.cpuprofile`] : [];
    const child = spawn(process.execPath, [...profiling, '--import', PROBE, fileURLToPath(script)], {
      env: { ...process.env, NODE_ENV: 'production', ...environment, HOST: '127.0.0.1', PORT: String(port) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    const server = new ServerProcess(name, port, child);
    await server.untilReady(options.readyPath).catch(async (error: unknown) => {
      await server.stop();
      throw new Error(`${name} did not start:\n${readFileSync(logPath, 'utf8').slice(-2_000)}`, { cause: error });
    });
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async usage(): Promise<Usage> {
    this.child.send('usage');
    const [usage] = (await once(this.child, 'message')) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async untilReady(path: string): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline && !this.hasEnded) {
      const answer = await fetch(this.origin + path).catch(() => null);
      if (answer?.ok) return;
      await sleep(POLL_MS);
    }
    throw new Error(this.hasEnded ? 'it ended' : `it was not ready within ${START_MS / 1000} seconds`);
  }
}
