import { nameOf } from './answers.js';
import { originOf } from './history.js';
import type { Timeline } from './timeline.js';

/**
 * Whether the stored history of a booking tells exactly what was answered: each change of status or time once, in order, by the
 * one who made it; and whether `sequence` counted them.
 */
export function* falselyTold(timeline: Timeline): Generator<string> {
  const { booking, entries, sightings } = timeline;
  const what = `the history of booking ${booking.id}`;
  if (entries.length !== booking.sequence + 1) {
    yield `${what} has ${entries.length} entries, and its sequence is ${booking.sequence}`;
  }
  for (const [n, entry] of entries.entries()) {
    const { from_status, from_time } = entry;
    const before = entries[n - 1];
    if (from_status !== (before?.to_status ?? null) || from_time !== (before?.to_time ?? null)) {
      yield `${what} has a gap before entry ${n}`;
    }
    if (entry.to_status === from_status && entry.to_time === from_time) yield `${what} tells nothing in entry ${n}`;
    if (before && entry.at < before.at)
      yield `${what} is shown in the wrong order: entry ${n} is older than the one before`;
    if (timeline.makers(n).length === 0)
      yield `${what} has an entry ${n} that nobody asked for: ${JSON.stringify(entry)}`;
    if (entry.to_status === 'cancelled' && entry.reason !== booking.cancel_reason) yield `${what} has another reason`;
  }
  const last = entries.at(-1);
  if (last?.to_status !== booking.status || last.to_time !== booking.scheduled_at) {
    yield `${what} does not end as the booking is stored`;
  }
  for (const { attempt, booking: told } of sightings) {
    const entry = entries[told.sequence];
    if (entry?.to_status === told.status && entry.to_time === told.scheduled_at) continue;
    yield `${what} does not tell what ${nameOf(attempt)} showed as sequence ${told.sequence}`;
  }
  yield* turnedBack(timeline);
}

/** Answers that showed an older sequence than one that had ended before they began. */
function* turnedBack({ booking, sightings }: Timeline): Generator<string> {
  for (const later of sightings) {
    const earlier = sightings.find((one) => one.end < later.begin && one.booking.sequence > later.booking.sequence);
    if (earlier) {
      yield `booking ${booking.id} went back from sequence ${earlier.booking.sequence} to ${later.booking.sequence} (made by #${originOf(booking.notes)})`;
    }
  }
}
