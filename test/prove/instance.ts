import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { freePort } from '../support/free-port.js';

const START_MS = 30_000;
const POLL_MS = 25;

/** The built server in a process of its own. It can be killed and started again at the same address. */
export class Instance {
  /** The log of all its processes. */
  log = '';
  private child: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(environment: Readonly<Record<string, string>>): Promise<Instance> {
    const instance = new Instance(await freePort(), environment);
    await instance.restart();
    return instance;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it is ready. */
  async restart(): Promise<void> {
    const deadline = Date.now() + START_MS;
    // While it was down, another process may have taken its port for a moment.
    while (!(await this.launch(deadline))) await sleep(POLL_MS);
  }

  /** Returns false when another process has the port and there is time to try again. */
  private async launch(deadline: number): Promise<boolean> {
    const { PATH = '' } = process.env;
    const env = { PATH, ...this.environment, HOST: '127.0.0.1', PORT: String(this.port) };
    const child = spawn(process.execPath, [join(PROJECT_ROOT, 'dist/src/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    const closed = once(child, 'close');
    const before = this.log.length;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (this.log += String(data)));
    while (!(await this.isReady())) {
      if (this.hasEnded || Date.now() > deadline) {
        child.kill('SIGKILL');
        await closed;
        if (this.log.includes(`Port ${this.port} is taken`, before) && Date.now() < deadline) return false;
        throw new Error(`The server did not start:\n${this.log.slice(-2_000)}`);
      }
      await sleep(POLL_MS);
    }
    return true;
  }

  /** Whether a load balancer would send it requests. */
  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.origin}/api/v1/health/ready`).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    return answer?.ok === true;
  }

  /** The exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    const { child } = this;
    if (!child) return 0;
    if (!this.hasEnded) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode ?? child.signalCode ?? 'still there';
  }

  /** Lines of the log that report a defect. */
  defects(): string[] {
    return this.log.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line));
  }

  private get hasEnded(): boolean {
    return this.child?.exitCode !== null || this.child.signalCode !== null;
  }
}
