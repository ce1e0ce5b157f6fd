import type { BookingWithDetails, CoachGroupSession, TimeOff } from '@vibe-coaching/client';
import type { Texts } from '../../texts/texts.js';
import { spanText, timeOf } from '../../time/times.js';
import { STATUS_TONES } from '../../ui/badge.js';
import type { WeekItem } from '../../week/week-item.js';
import type { CoachWeek } from './week-data.js';

/** What an item of the coach's week stands for. */
export type Entry =
  | { readonly kind: 'booking'; readonly booking: BookingWithDetails }
  | { readonly kind: 'group'; readonly group: CoachGroupSession }
  | { readonly kind: 'off'; readonly off: TimeOff };

export interface CoachItem extends WeekItem {
  readonly entry: Entry;
}

export const nameOf = (
  { session_type_name, slot_number }: Pick<BookingWithDetails, 'session_type_name' | 'slot_number'>,
  { words }: Texts,
) => session_type_name ?? (slot_number === null ? words.session : words.slot(slot_number));

const WITHOUT_END_MS = 3_600_000;

/** The items of a week; the seats of a group session are one item. */
export function itemsOf({ bookings, groups, timeOff }: CoachWeek, zone: string, texts: Texts): CoachItem[] {
  const now = new Date();
  const times = (start: Date, end: Date) => `${timeOf(start, zone)}–${timeOf(end, zone)}`;
  const label = (...parts: readonly string[]) => parts.join(', ');
  const { coach, shell, words } = texts;
  return [
    ...timeOff.map((off): CoachItem => {
      const [start, end] = [new Date(off.starts_at), new Date(off.ends_at)];
      return {
        key: `off-${off.id}`,
        entry: { kind: 'off', off },
        ...{ start, end, tone: 'quiet', isBehind: true, status: null },
        title: off.note ?? coach.week.timeOff,
        details: [times(start, end), ...(off.note === null ? [] : [coach.week.timeOff])],
        label: label(coach.week.timeOff, ...(off.note === null ? [] : [off.note]), spanText(start, end, zone, words)),
      };
    }),
    ...groups.map((group): CoachItem => {
      const [start, end] = [new Date(group.starts_at), new Date(group.ends_at)];
      const seats = coach.week.seats(group.seats_taken, group.capacity);
      return {
        key: `group-${group.id}`,
        entry: { kind: 'group', group },
        ...{ start, end, tone: 'info', status: seats, isMovable: start > now },
        title: group.session_type_name,
        details: [times(start, end)],
        label: label(group.session_type_name, spanText(start, end, zone, words), seats),
      };
    }),
    ...bookings
      .filter(({ group_session_id, scheduled_at }) => group_session_id === null && scheduled_at !== null)
      .map((booking): CoachItem => {
        const start = new Date(booking.scheduled_at ?? 0);
        const end = booking.ends_at === null ? new Date(start.getTime() + WITHOUT_END_MS) : new Date(booking.ends_at);
        const what = nameOf(booking, texts);
        const status = shell.statuses[booking.status];
        return {
          key: `booking-${booking.id}`,
          entry: { kind: 'booking', booking },
          // Classes have the colour that completed sessions have elsewhere.
          ...{ start, end, status, tone: booking.status === 'completed' ? 'quiet' : STATUS_TONES[booking.status] },
          isTentative: booking.status === 'pending',
          isMovable: booking.actions.can_move,
          title: booking.client_name,
          details: [times(start, end), what],
          label: label(what, booking.client_name, spanText(start, end, zone, words), status),
        };
      }),
  ];
}
