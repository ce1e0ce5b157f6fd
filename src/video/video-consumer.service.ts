import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import type { Deed } from '../outbox/events.js';
import { type Consumer, Outbox } from '../outbox/outbox.service.js';
import { VideoRoomsService } from './video-rooms.service.js';

/** Makes the room of a video session when it is confirmed, and takes it away when somebody or time cancels it. A moved session keeps its room. */
@Injectable()
export class VideoConsumerService implements Consumer, OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly rooms: VideoRoomsService,
  ) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    for (const { type, subjectId } of deeds.flat()) {
      if (type === 'booking.confirmed') await this.rooms.make(tx, subjectId, now);
      if (type === 'booking.cancelled' || type === 'booking.expired') await this.rooms.drop(tx, 'booking', subjectId);
      if (type === 'group_session.cancelled') await this.rooms.drop(tx, 'group_session', subjectId);
    }
  }
}
