import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { BookingsReaderService } from '../bookings/bookings-reader.service.js';
import { NotYourBookingError } from '../bookings/domain/booking-errors.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { openingOf, stateAt } from './domain/opening.js';
import type { VideoDto } from './dto/video.dto.js';
import { NoVideoError, VideoNotOpenError } from './video-errors.js';
import { VideoProvider } from './video-provider.js';
import { VideoRoomsService } from './video-rooms.service.js';

const SESSION = `
  SELECT b.scheduled_at AS "startsAt", b.ends_at AS "endsAt", s.video_link AS "ownLink", u.full_name AS name
    FROM bookings b
    JOIN session_types t ON t.id = b.session_type_id AND t.location_kind = 'video'
    JOIN users u ON u.id = $2
    LEFT JOIN schedules s ON s.coach_id = b.coach_id
   WHERE b.id = $1 AND b.status IN ('confirmed', 'completed') AND b.scheduled_at IS NOT NULL`;

interface Session {
  readonly startsAt: string;
  readonly endsAt: string;
  /** The coach's standing link. */
  readonly ownLink: string | null;
  readonly name: string;
}

/** Lets the parties of a booking into its room. */
@Injectable()
export class VideoService {
  constructor(
    private readonly database: Database,
    private readonly reader: BookingsReaderService,
    private readonly rooms: VideoRoomsService,
    private readonly provider: VideoProvider,
    private readonly clock: Clock,
  ) {}

  /**
   * For its client and its coach; admins do not enter sessions. Errors: those of BookingsReaderService.find, NotYourBookingError,
   * NoVideoError, VideoNotOpenError.
   */
  async enter(me: Principal, bookingId: number): Promise<VideoDto> {
    const booking = await this.reader.find(me, bookingId);
    const isCoach = booking.coach_id === me.id;
    if (!isCoach && booking.client_id !== me.id) throw new NotYourBookingError();
    const [session] = await this.database.rows<Session>(SESSION, [bookingId, me.id]);
    if (!session) throw new NoVideoError();
    const now = this.clock.now();
    const opening = openingOf(new Date(session.startsAt), new Date(session.endsAt));
    const { opensAt, closesAt } = opening;
    const state = stateAt(opening, now);
    if (state !== 'open') {
      throw new VideoNotOpenError(state, momentIn(me.timeZone, state === 'early' ? opensAt : closesAt));
    }
    const joinUrl = session.ownLink ?? (await this.jitsiUrl(bookingId, now, closesAt, { name: session.name, isCoach }));
    return { join_url: joinUrl, opens_at: opensAt.toISOString(), closes_at: closesAt.toISOString() };
  }

  private async jitsiUrl(
    bookingId: number,
    now: Date,
    closesAt: Date,
    { name, isCoach }: { readonly name: string; readonly isCoach: boolean },
  ): Promise<string> {
    const room = await this.rooms.of(bookingId, now);
    if (room === null) throw new NoVideoError();
    return this.provider.joinUrl({ room, closesAt }, { name, isModerator: isCoach });
  }
}

/** `2027-01-12 09:45 (Europe/Berlin)`. */
function momentIn(zone: string, moment: Date): string {
  const form = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return `${form.format(moment)} (${zone})`;
}
