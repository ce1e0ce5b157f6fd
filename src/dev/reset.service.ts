import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Mailbox } from '../notifications/mail/mailbox.js';
import { DemoWorld } from './demo-world.js';
import { DevelopmentClockService } from './development-clock.service.js';
import type { ResetAnswer } from './dto/reset.dto.js';

const DEADLOCK = '40P01';
const MOST_TRIES = 5;

/** Makes the demo world anew: rows, clock and mails. Every login is over then. */
@Injectable()
export class ResetService {
  private readonly logger = new Logger(ResetService.name);

  constructor(
    private readonly config: Config,
    private readonly world: DemoWorld,
    private readonly clock: DevelopmentClockService,
    private readonly mailbox: Mailbox,
  ) {}

  async reset(scenarios: boolean): Promise<ResetAnswer> {
    const begun = performance.now();
    await this.resetRows(scenarios);
    await this.clock.read();
    await this.mailbox.clear();
    const ms = Math.round(performance.now() - begun);
    this.logger.warn({ scenarios, ms }, 'the demo world was made anew');
    return { scenarios, ms };
  }

  /** Requests and the worker may hold locks of some tables while they wait for others. */
  private async resetRows(scenarios: boolean, tries = 1): Promise<void> {
    try {
      await this.world.reset(this.config.databaseUrl ?? '', scenarios);
    } catch (error) {
      if ((error as { code?: unknown }).code !== DEADLOCK || tries === MOST_TRIES) throw error;
      await this.resetRows(scenarios, tries + 1);
    }
  }
}
