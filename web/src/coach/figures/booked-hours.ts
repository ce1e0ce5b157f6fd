import type { BookingWithDetails } from '@vibe-coaching/client';
import { dayOf, minutesOf, weekdayOf } from '../../time/times.js';

type Held = Pick<BookingWithDetails, 'group_session_id' | 'scheduled_at' | 'ends_at'>;

/** Booked minutes by weekday and hour of the zone's clock: `minutes[0][9]` is Mondays, from nine to ten. A group session counts once. */
export function bookedHours(bookings: readonly Held[], zone: string): readonly (readonly number[])[] {
  const minutes = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const groups = new Set<number>();
  for (const { group_session_id: group, scheduled_at, ends_at } of bookings) {
    if (scheduled_at === null || ends_at === null || (group !== null && groups.has(group))) continue;
    if (group !== null) groups.add(group);
    const start = new Date(scheduled_at);
    const row = minutes[weekdayOf(dayOf(start, zone)) - 1] ?? [];
    const from = minutesOf(start, zone);
    const to = from + (Date.parse(ends_at) - start.getTime()) / 60_000;
    for (let hour = Math.floor(from / 60); hour * 60 < to && hour < 24; hour += 1)
      row[hour] = (row[hour] ?? 0) + Math.min(to, hour * 60 + 60) - Math.max(from, hour * 60);
  }
  return minutes;
}
