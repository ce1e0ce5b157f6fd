import type { Type } from '@nestjs/common';
import { Worker } from '../../src/outbox/worker.js';
import { type Person, TestApp } from './app.js';
import type { Answer, Caller } from './caller.js';
import { expectSoundBooks } from './invariants.js';
import { deadlocksIn } from './statements.js';

/** Enough connections that requests race in PostgreSQL, not for a place in the pool. */
const POOL = { DATABASE_POOL_SIZE: '16' };

/** Two instances of the application on one database. */
export class RaceTrack {
  private deadlocks = 0;

  private constructor(
    readonly app: TestApp,
    private readonly twin: TestApp,
  ) {}

  static async open(): Promise<RaceTrack> {
    const app = await TestApp.start(POOL);
    return new RaceTrack(app, await app.twin(POOL));
  }

  close(): Promise<void> {
    return this.app.stop();
  }

  /** The same person at the other instance. */
  elsewhere(person: Person): Caller {
    return this.twin.with(person.token!);
  }

  /** The workers of both instances, which the test runs itself. */
  workers(): Worker[] {
    return this.both(Worker);
  }

  /** A service of both instances. */
  both<Service>(of: Type<Service>): Service[] {
    return [this.app, this.twin].map(({ nest }) => nest.get(of));
  }

  /** The person at alternating instances. */
  at(index: number, person: Person): Caller {
    return index % 2 === 0 ? person : this.elsewhere(person);
  }

  /** Checks the invariants after each round, not only at the end. */
  async rounds(count: number, race: (round: number) => Promise<void>): Promise<void> {
    for (let round = 0; round < count; round++) {
      await race(round);
      await expectSoundBooks(this.app);
    }
  }

  /** Since this was asked last, so that of several tests only the one that caused it fails. */
  async expectNoDeadlock(): Promise<void> {
    await deadlocksIn(this.app);
    // The count is that of the database; both instances had to report theirs.
    const count = await deadlocksIn(this.twin);
    const added = count - this.deadlocks;
    this.deadlocks = count;
    expect(added).toBe(0);
  }
}

/** The code of a refusal, or the status of a success. */
export function outcome({ status, body }: Answer): string {
  return status < 300 ? String(status) : (body.code as string);
}

/** Counts the answers by outcome. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[outcome(answer)] = (counts[outcome(answer)] ?? 0) + 1;
  return counts;
}
