import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../database/database.js';
import { VideoProvider } from './video-provider.js';

/** Only confirmed video sessions with a time have one; a group session has one for all its seats. */
const MAKE = `
  INSERT INTO video_rooms (booking_id, group_session_id, room, created_at)
  SELECT CASE WHEN b.group_session_id IS NULL THEN b.id END, b.group_session_id, $2, $3
    FROM bookings b JOIN session_types t ON t.id = b.session_type_id AND t.location_kind = 'video'
   WHERE b.id = $1 AND b.kind = 'booking' AND b.status IN ('confirmed', 'completed') AND b.scheduled_at IS NOT NULL
      ON CONFLICT DO NOTHING`;

const FIND = `
  SELECT r.room FROM bookings b
    JOIN video_rooms r ON r.booking_id = b.id OR r.group_session_id = b.group_session_id WHERE b.id = $1`;

const DROP = `DELETE FROM video_rooms WHERE booking_id = $1`;
const DROP_OF_GROUP = `DELETE FROM video_rooms WHERE group_session_id = $1`;

/** The rooms of video sessions. */
@Injectable()
export class VideoRoomsService {
  constructor(
    private readonly database: Database,
    private readonly provider: VideoProvider,
  ) {}

  /** Makes the room of a booking, unless it has one or needs none. */
  async make(handle: Handle, bookingId: number, now: Date): Promise<void> {
    await handle.rows(MAKE, [bookingId, this.provider.newRoom(), now]);
  }

  /** The room of a booking. It is made now if the worker has not made it yet; null when the booking needs none. */
  async of(bookingId: number, now: Date): Promise<string | null> {
    return (await this.find(bookingId)) ?? (await this.make(this.database, bookingId, now), this.find(bookingId));
  }

  async drop(handle: Handle, kind: 'booking' | 'group_session', id: number): Promise<void> {
    await handle.rows(kind === 'booking' ? DROP : DROP_OF_GROUP, [id]);
  }

  private async find(bookingId: number): Promise<string | null> {
    const [row] = await this.database.rows<{ room: string }>(FIND, [bookingId]);
    return row?.room ?? null;
  }
}
