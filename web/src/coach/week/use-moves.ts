import { useEffect, useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { instantOf, spanText } from '../../time/times.js';
import { useAction } from '../../ui/use-action.js';
import type { Load } from '../../ui/use-load.js';
import type { Place } from '../../week/use-drag.js';
import type { CoachWeek } from './week-data.js';
import type { CoachItem, Entry } from './week-items.js';

interface Move {
  readonly item: CoachItem;
  readonly start: Date;
}

/** Sends a new time of a session; the server may refuse. */
export function moveEntry(entry: Entry, at: Date): Promise<unknown> {
  const time = at.toISOString();
  switch (entry.kind) {
    case 'booking':
      return api.bookingsMove({ path: { id: entry.booking.id }, body: { scheduled_at: time } });
    case 'group':
      return api.coachGroupSessionsChange({ path: { id: entry.group.id }, body: { starts_at: time } });
    case 'off':
      return Promise.reject(new Error('Time off is not moved.'));
  }
}

const withStart = (item: CoachItem, start: Date): CoachItem => ({
  ...item,
  start,
  end: new Date(start.getTime() + item.end.getTime() - item.start.getTime()),
});

/** Moves by dragging: the item stays where it was let go until the server has answered, and goes back when it refuses. */
export function useMoves({ value: week, reload }: Load<CoachWeek>) {
  const { zone } = useSession();
  const { coach, words } = useTexts();
  const [going, setGoing] = useState<Move | null>(null);
  const [last, setLast] = useState<Move | null>(null);
  const action = useAction(async (move: Move, keep: Move | null) => {
    setGoing(move);
    setLast(null);
    try {
      await moveEntry(move.item.entry, move.start);
      setLast(keep);
      reload();
    } catch (refused) {
      setGoing(null);
      throw refused;
    }
  });
  // What the server says about the week counts from then on.
  useEffect(() => setGoing(null), [week]);
  const isElsewhere = (item: CoachItem) =>
    going?.item.key === item.key && item.start.getTime() !== going.start.getTime();
  return {
    error: action.error,
    isBusy: action.isBusy,
    /** Shows what was moved at its new time, also until the week is read again. */
    applyTo: (items: readonly CoachItem[]) =>
      items.map((item) =>
        going && isElsewhere(item)
          ? { ...withStart(item, going.start), isBusy: action.isBusy, isMovable: false }
          : item,
      ),
    move: (item: CoachItem | undefined, { day, minutes }: Place) => {
      if (item === undefined) return;
      const move = { item, start: instantOf(day, minutes, zone) };
      void action.run(move, move);
    },
    moved: last && {
      text: coach.week.moved(last.item.title, spanText(last.start, withStart(last.item, last.start).end, zone, words)),
    },
    undo: () => {
      if (last) void action.run({ item: last.item, start: last.item.start }, null);
    },
  };
}
