import type { Principal } from '../auth/access/principal.js';
import { type BookingParty, isActive } from '../bookings/domain/booking-status.js';
import { minutesOf } from '../bookings/times/situation.js';
import type { Occurrence, Target } from './domain/series-move.js';
import type { OccurrenceRow, SeriesRow } from './series-rows.js';

/** A user who moves a series. */
export interface Mover {
  readonly actor: Pick<Principal, 'id'>;
  readonly party: BookingParty;
  readonly series: SeriesRow;
  readonly now: Date;
}

/** A booking of a series, as the rules take it, and its row. */
export type RowOccurrence = Occurrence & { readonly row: OccurrenceRow };

export function asOccurrence(row: OccurrenceRow): RowOccurrence {
  const [start, planned] = [row.scheduled_at, row.series_at].map((at) => minutesOf(new Date(at))) as [number, number];
  return { id: row.id, start, planned, isActive: isActive(row.status), row };
}

/** Where a booking goes. */
export type Goal = Target<RowOccurrence>;

/** False for one that stays where it is and only becomes what the rule wants. */
export const changesTime = ({ occurrence, start }: Goal) => occurrence.start !== start;
