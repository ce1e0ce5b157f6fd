import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { PassThrough, type Readable } from 'node:stream';
import type { Principal } from '../../auth/access/principal.js';
import { LoginSessionsService } from '../../auth/logins/login-sessions.service.js';
import { reasonOf } from '../../database/postgres-errors.js';
import { OverloadedError } from '../../problems/load-errors.js';
import { Readiness } from '../../server/observing/readiness.js';
import { Clock } from '../../time/clock.js';
import { NotificationsService } from '../notifications.service.js';
import { COMMENT, eventText, START } from './event-text.js';
import { TooManyStreamsError } from './stream-errors.js';

const MOST_OF_USER = 5;
const MOST = 1_000;
/** How often open streams ask for what is new. */
const LOOK_MS = 1_000;
/** How often they say that they are alive, and ask whether their users are still logged in. */
const COMMENT_MS = 15_000;
/** A reader who leaves more than this unread is hung up on, and goes on later after the last event that came. */
const MOST_UNREAD_BYTES = 65_536;

interface Stream {
  readonly out: PassThrough;
  readonly userId: number;
  readonly sessionId: string;
  /** When the access token ends, in milliseconds since 1970. */
  readonly endsAt: number;
  /** The id of the last event that was sent. */
  last: number;
}

/** Who reads a stream, with what token, and where they left off. */
export interface StreamRequest {
  readonly principal: Principal;
  readonly endsAt: number;
  readonly lastEventId: number | null;
}

/** The open streams of this process. One statement a second serves all of them, and none runs while none is open. */
@Injectable()
export class StreamsService implements OnModuleDestroy {
  private readonly logger = new Logger(StreamsService.name);
  private readonly open = new Set<Stream>();
  private timer: NodeJS.Timeout | undefined;
  private commentedAt = 0;
  private isClosed = false;

  constructor(
    private readonly notifications: NotificationsService,
    private readonly sessions: LoginSessionsService,
    private readonly clock: Clock,
    readiness: Readiness,
  ) {
    readiness.onDrain(() => this.onModuleDestroy());
  }

  /** Clients come back to another instance by themselves. */
  onModuleDestroy(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const { out } of this.open) out.end();
  }

  /** TooManyStreamsError or OverloadedError. Without `lastEventId` the stream begins with what comes from now on. */
  async add({ principal: { id: userId, sessionId }, endsAt, lastEventId }: StreamRequest): Promise<Readable> {
    const last = lastEventId ?? (await this.notifications.latest(userId));
    if (this.isClosed || this.open.size >= MOST) throw new OverloadedError();
    if ([...this.open].filter((stream) => stream.userId === userId).length >= MOST_OF_USER) {
      throw new TooManyStreamsError(MOST_OF_USER);
    }
    const stream: Stream = { out: new PassThrough(), userId, sessionId, endsAt, last };
    this.open.add(stream);
    stream.out.once('close', () => this.open.delete(stream));
    stream.out.write(START);
    if (this.timer === undefined) {
      this.commentedAt = performance.now();
      this.timer = setTimeout(() => void this.look(), LOOK_MS).unref();
    }
    return stream.out;
  }

  private async look(): Promise<void> {
    try {
      await this.send();
      if (performance.now() - this.commentedAt > COMMENT_MS) await this.check();
    } catch (error) {
      this.logger.debug({ reason: reasonOf(error) }, 'the streams could not look for what is new');
    }
    this.timer = this.open.size > 0 && !this.isClosed ? setTimeout(() => void this.look(), LOOK_MS).unref() : undefined;
  }

  private async send(): Promise<void> {
    const after = new Map<number, number>();
    for (const { userId, last } of this.open) after.set(userId, Math.min(last, after.get(userId) ?? Infinity));
    if (after.size === 0) return;
    for (const { userId, notification } of await this.notifications.after(after)) {
      for (const stream of this.open) {
        if (stream.userId === userId && notification.id > stream.last) write(stream, notification.id, notification);
      }
    }
  }

  /** Ends the streams of those who are not logged in any more; the others hear that the stream is alive. */
  private async check(): Promise<void> {
    this.commentedAt = performance.now();
    const loggedIn = await this.sessions.stillOpen([...this.open].map(({ sessionId }) => sessionId));
    const now = this.clock.realMillis();
    for (const { out, sessionId, endsAt } of this.open) {
      if (endsAt <= now || !loggedIn.has(sessionId)) out.end();
      else out.write(COMMENT);
    }
  }
}

function write(stream: Stream, id: number, data: object): void {
  stream.last = id;
  stream.out.write(eventText(id, data));
  if (stream.out.readableLength + stream.out.writableLength > MOST_UNREAD_BYTES) stream.out.destroy();
}
