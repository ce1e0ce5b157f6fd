import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { until } from '../support/until.js';

const START_MS = 30_000;

/** `npm run worker` in a process of its own, which can be killed and started again. */
export class WorkerProcess {
  log = '';
  private child: ChildProcess | undefined;

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  async start(): Promise<void> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [join(PROJECT_ROOT, 'dist/src/worker.js')], {
      env: { PATH, ...this.environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    const before = this.log.length;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (this.log += String(data)));
    await until(
      'the worker runs',
      () => {
        if (child.exitCode !== null) throw new Error(`The worker did not start:\n${this.log.slice(-2_000)}`);
        return this.log.includes('the worker runs', before);
      },
      START_MS,
    );
  }

  /** The exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    const { child } = this;
    if (!child) return 0;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode ?? child.signalCode ?? 'still there';
  }

  /** Lines of the log that report a defect. Refused deliveries are what the proof is about. */
  defects(): string[] {
    return this.log.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line) && !line.includes('a delivery'));
  }
}
