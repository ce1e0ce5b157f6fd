import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import type { Deed, Effect } from '../../outbox/events.js';
import { type Consumer, Outbox } from '../../outbox/outbox.service.js';
import { type AttendanceEvent, type AttendanceTelling, attendanceTellingsOf } from '../domain/attendance-telling.js';
import { TellingService } from '../telling.service.js';

const ADMINS = `SELECT id FROM users WHERE role = 'admin' AND is_active`;

/** Tells people who came to their sessions, and that it is contested: in the application, and by mail. */
@Injectable()
export class AttendanceTellingService implements Consumer, OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly telling: TellingService,
  ) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    const events = deeds.flat().filter(({ type }) => type.startsWith('booking.attendance_'));
    if (events.length === 0) return;
    const isContested = events.some(({ type }) => type === 'booking.attendance_contested');
    const admins = isContested ? (await tx.rows<{ id: number }>(ADMINS)).map(({ id }) => id) : [];
    const tellings = events.flatMap((event) => attendanceTellingsOf(event as unknown as AttendanceEvent, admins));
    await this.telling.notify(tx, tellings);
    await this.outbox.enqueue(tx, tellings.map(mailOf), now);
  }
}

const mailOf = ({ userId, message, eventId }: AttendanceTelling): Effect => ({
  ...{ channel: 'mail', message, key: `${message} ${eventId} ${userId}`, recipientId: userId },
  data: { events: [eventId] },
});
