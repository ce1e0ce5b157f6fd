import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { reasonOf, severityOf } from '../../../database/postgres-errors.js';
import { type Task, Worker } from '../../../outbox/worker.js';
import { Clock } from '../../../time/clock.js';
import { GoogleClient } from '../api/google-client.js';
import { GoogleError } from '../api/google-error.js';
import { tryAgainIn } from '../domain/pauses.js';
import { UnderWay } from '../../../outbox/under-way.js';
import { EventWritesService } from './event-writes.service.js';
import { type ClaimedEvent, WrittenEventsService } from './written-events.service.js';

const AT_ONCE = 16;

/** Writes and withdraws the events of sessions, for all coaches at once. */
@Injectable()
export class GoogleWriterService implements Task, OnModuleInit, BeforeApplicationShutdown {
  readonly name = 'google events';
  readonly due = `EXISTS (SELECT FROM google_events WHERE due_at <= $1)`;
  private readonly logger = new Logger(GoogleWriterService.name);
  private readonly underWay: UnderWay<string>;

  constructor(
    private readonly events: WrittenEventsService,
    private readonly writes: EventWritesService,
    private readonly client: GoogleClient,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {
    this.underWay = new UnderWay(worker, AT_ONCE);
  }

  onModuleInit(): void {
    if (this.client.isOn) this.worker.register(this);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  /** Begins to write, and returns. */
  async run(now: Date): Promise<boolean> {
    const { free } = this.underWay;
    if (free <= 0 || this.client.isClosing) return false;
    for (const event of await this.events.claim(now, this.underWay.busy(), free)) {
      this.underWay.begin(event.calendarId, this.write(event));
    }
    return false;
  }

  settled(): Promise<void> {
    return this.underWay.settled();
  }

  private async write(event: ClaimedEvent): Promise<void> {
    try {
      await this.writes.write(event);
    } catch (error) {
      await this.failed(event, error);
    }
  }

  private async failed(event: ClaimedEvent, error: unknown): Promise<void> {
    const facts = { event: event.eventId, attempts: event.attempts, reason: reasonOf(error) };
    try {
      if (this.client.isClosing) return;
      this.logger.warn(facts, 'an event was not written to Google');
      const isLost = error instanceof GoogleError && error.fault === 'disconnected';
      if (isLost) {
        await this.events.rest(event, this.clock.now());
        return;
      }
      const pause = tryAgainIn(event.failures + 1, Math.random());
      await this.events.tryAgain(event, new Date(this.clock.now().getTime() + pause * 1000));
    } catch (failure) {
      // The lease runs out, and the event is written again.
      this.logger[severityOf(failure)](
        { ...facts, reason: reasonOf(failure) },
        'the outcome of a write to Google was not noted',
      );
    }
  }
}
