import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.js';

const START_MS = 30_000;

/** A built program in its own process, with exactly these environment variables. */
export class Started {
  output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | string>;

  /** `uid`: as another user. */
  constructor(script: string, variables: Record<string, string>, args: readonly string[] = [], uid?: number) {
    const { PATH = '' } = process.env;
    const env = { PATH, ...variables };
    const options = {
      env,
      stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
      ...(uid !== undefined && { uid }),
    };
    this.child = spawn(process.execPath, [script, ...args], options);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (data: Buffer) => (this.output += data.toString()));
    }
    this.ended = once(this.child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  }

  /** Resolves to the address when the server listens. */
  async origin(): Promise<string> {
    await this.untilItSays('"msg":"listening"');
    return `http://127.0.0.1:${/"port":(\d+),"msg":"listening"/.exec(this.output)?.[1]}`;
  }

  async untilItSays(text: string): Promise<void> {
    const saysSo = () => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`it ended: ${this.output}`);
      return this.output.includes(text);
    };
    await until(`it says ${text}`, saysSo, START_MS);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  closeOutput(): void {
    this.child.stdout?.destroy();
  }

  /** Resolves to the exit code, or to the signal that ended the process. */
  exit(): Promise<number | string> {
    return this.ended;
  }
}
