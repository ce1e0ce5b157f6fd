import { type Calendar, LOGGED, LOGGED_DAYS } from './calendar.js';
import { Dice } from './dice.js';
import type { Exercise, Program } from './programs.js';

const SKIPPED = 0.08;
const NOTED = 0.12;
const EASY_EVERY = 5;

const NOTES = {
  lift: [
    'Felt strong',
    'Last set was a grind',
    'Bar speed was good',
    'Slept badly, still done',
    'One more was in there',
  ],
  body: ['Clean repetitions', 'Slow on the way down', 'Shook a lot, but held', 'Better than last week'],
  timed: [
    'Could talk the whole time',
    'Heart rate high today',
    'Rain, but worth it',
    'Negative split',
    'Legs were heavy',
  ],
} as const;

/** A client’s workout logs, oldest first. Loads rise every week; each EASY_EVERY-th week is lighter. */
export function workoutLogs(userId: number, email: string, program: Program, calendar: Calendar): object[] {
  const dice = new Dice(`workouts of ${email}`);
  let turn = 0;
  return LOGGED.flatMap((offset) => {
    if (!program.weekdays.includes(calendar.weekday(offset)) || dice.chance(SKIPPED)) return [];
    const week = Math.floor((offset + LOGGED_DAYS - 1) / 7);
    const { exercises } = program.sessions[turn++ % program.sessions.length] as Program['sessions'][number];
    return exercises.flatMap((exercise) =>
      entries(exercise, week, dice).map((entry) => ({
        user_id: userId,
        workout_date: calendar.day(offset),
        exercise_name: exercise.name,
        ...entry,
        created_at: calendar.past(offset, 19),
      })),
    );
  });
}

function entries(exercise: Exercise, week: number, dice: Dice): object[] {
  const { sets, reps, weight, minutes } = exercise;
  if (minutes !== null) return [timedEntry(exercise, week, dice)];
  if (weight === null) {
    const more = Math.floor(week / 4);
    return [{ sets, reps: (reps ?? 0) + more, weight: null, duration_minutes: null, notes: note('body', dice) }];
  }
  return liftEntries(exercise, week, dice);
}

function timedEntry({ minutes, longer }: Exercise, week: number, dice: Dice): object {
  const duration = ((minutes ?? 0) + longer * week) * ease(week) + dice.between(-1.5, 1.5);
  return { sets: null, reps: null, weight: null, duration_minutes: Math.round(duration), notes: note('timed', dice) };
}

/** A lift of four or more sets is logged as one heavy set and the lighter other sets. */
function liftEntries({ sets, reps, weight, gain }: Exercise, week: number, dice: Dice): object[] {
  const top = onTheBar(((weight ?? 0) + gain * week) * ease(week));
  const missed = dice.chance(0.06) ? 1 : 0;
  const first = { reps: Math.max((reps ?? 1) - missed, 1), duration_minutes: null, notes: note('lift', dice) };
  if (sets === null || sets < 4) return [{ ...first, sets, weight: top }];
  return [
    { ...first, sets: 1, weight: top },
    { reps, duration_minutes: null, notes: null, sets: sets - 1, weight: onTheBar(top * 0.92) },
  ];
}

const ease = (week: number) => (week % EASY_EVERY === EASY_EVERY - 1 ? 0.9 : 1);

/** Rounds to a weight that exists: light dumbbells differ by little, bars and machines by 2.5 kg. */
function onTheBar(kilograms: number): number {
  const step = kilograms < 10 ? 0.5 : kilograms < 20 ? 1 : 2.5;
  return Math.round(kilograms / step) * step;
}

function note(kind: keyof typeof NOTES, dice: Dice): string | null {
  return dice.chance(NOTED) ? dice.pick(NOTES[kind]) : null;
}
