/** Runs a bounded number of works at once. More wait in the order of asking; one too many is refused. */
export class Semaphore {
  private running = 0;
  private readonly line: (() => void)[] = [];

  /** `refusal` makes the error for a caller when the line is full. */
  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
    private readonly refusal: () => Error,
  ) {}

  /** Nothing runs, so nothing waits. */
  get isIdle(): boolean {
    return this.running === 0;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running++;
      return;
    }
    if (this.line.length >= this.waiting) throw this.refusal();
    await new Promise<void>((resolve) => this.line.push(resolve));
  }

  /** Hands the place to the first in the line, so that nobody else takes it in between. */
  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.running--;
  }
}
