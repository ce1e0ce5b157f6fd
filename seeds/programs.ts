/** One exercise of a session: its load in the first week, and how the load grows. */
export interface Exercise {
  readonly name: string;
  readonly sets: number | null;
  readonly reps: number | null;
  /** Kilograms. */
  readonly weight: number | null;
  /** Kilograms added per week. */
  readonly gain: number;
  readonly minutes: number | null;
  /** Minutes added per week. */
  readonly longer: number;
}

/** The exercises of one training day. */
export interface Session {
  readonly focus: string;
  readonly exercises: readonly Exercise[];
}

/** A client’s training: the sessions take turns on the given weekdays (0 is Sunday). */
export interface Program {
  readonly weekdays: readonly number[];
  readonly sessions: readonly Session[];
}

/** An exercise whose load grows by `gain` kilograms per week. */
function lift(name: string, sets: number, reps: number, weight: number, gain: number): Exercise {
  return { name, sets, reps, weight, gain, minutes: null, longer: 0 };
}

/** An exercise with body weight; workouts.ts adds a repetition every four weeks. */
function body(name: string, sets: number, reps: number): Exercise {
  return { name, sets, reps, weight: null, gain: 0, minutes: null, longer: 0 };
}

/** A timed exercise, which grows by `longer` minutes per week. */
function timed(name: string, minutes: number, longer = 0): Exercise {
  return { name, sets: null, reps: null, weight: null, gain: 0, minutes, longer };
}

function session(focus: string, ...exercises: Exercise[]): Session {
  return { focus, exercises };
}

const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5, 6];

/** One program per client, in the order of CLIENTS. Each suits that client's goals, equipment and injuries. */
export const PROGRAMS: readonly Program[] = [
  {
    weekdays: [TUESDAY, THURSDAY, SATURDAY, SUNDAY],
    sessions: [
      session('Intervals', timed('Warm-up Jog', 12), timed('Interval Run', 24, 1), body('Side Plank', 3, 10)),
      session(
        'Legs',
        lift('Box Squat', 4, 8, 40, 1.25),
        lift('Romanian Deadlift', 3, 10, 42.5, 1.25),
        body('Step-up', 3, 10),
      ),
      session('Easy run', timed('Easy Run', 40, 1)),
      session('Long run', timed('Long Run', 62, 4)),
    ],
  },
  {
    weekdays: [MONDAY, TUESDAY, THURSDAY, FRIDAY],
    sessions: [
      session(
        'Squat',
        lift('Back Squat', 5, 5, 130, 2.5),
        lift('Leg Press', 3, 10, 180, 5),
        body('Hanging Leg Raise', 3, 12),
      ),
      session(
        'Bench',
        lift('Bench Press', 5, 5, 92.5, 1.25),
        lift('Barbell Row', 4, 8, 77.5, 1.25),
        lift('Triceps Pushdown', 3, 12, 30, 0.5),
      ),
      session(
        'Deadlift',
        lift('Deadlift', 4, 4, 165, 2.5),
        lift('Front Squat', 3, 6, 90, 1.25),
        body('Back Extension', 3, 12),
      ),
      session(
        'Press',
        lift('Overhead Press', 5, 5, 55, 0.75),
        body('Pull-up', 4, 8),
        lift('Hammer Curl', 3, 12, 16, 0.25),
      ),
    ],
  },
  {
    weekdays: [MONDAY, WEDNESDAY, SATURDAY],
    sessions: [
      session(
        'Whole body',
        lift('Goblet Squat', 3, 10, 8, 0.25),
        lift('Dumbbell Row', 3, 10, 8, 0.25),
        body('Dead Bug', 3, 8),
      ),
      session('Brisk walk', timed('Brisk Walk', 45, 1), body('Glute Bridge', 3, 12)),
      session(
        'Circuit',
        lift('Dumbbell Thruster', 3, 10, 4, 0.25),
        body('Incline Push-up', 3, 8),
        timed('Marching Intervals', 12, 0.5),
      ),
    ],
  },
  {
    weekdays: [TUESDAY, THURSDAY, SUNDAY],
    sessions: [
      session(
        'Machines',
        lift('Leg Press', 3, 12, 80, 2.5),
        lift('Seated Row', 3, 12, 40, 1),
        timed('Rowing Machine', 15, 0.5),
      ),
      session('Cardio', timed('Stationary Bike', 30, 1), lift('Farmer’s Walk', 4, 20, 16, 0.5)),
      session('Walk', timed('Hill Walk', 50, 1.5)),
    ],
  },
  {
    weekdays: [MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SATURDAY],
    sessions: [
      session(
        'Lifting',
        lift('Clean and Jerk', 6, 2, 45, 0.75),
        lift('Front Squat', 4, 5, 52.5, 1.25),
        body('Toes-to-bar', 4, 8),
      ),
      session('Gymnastics', body('Pull-up', 5, 5), body('Handstand Hold', 4, 3), timed('Assault Bike', 15, 0.5)),
      session('Metcon', lift('Thruster', 3, 15, 30, 0.5), body('Burpee', 3, 12), timed('Row 2,000 m', 9)),
      session('Lifting', lift('Snatch', 6, 2, 32.5, 0.75), lift('Deadlift', 4, 5, 80, 1.25), body('Ring Dip', 4, 5)),
      session('Team workout', timed('Partner Workout', 28), body('Wall Ball', 4, 20)),
    ],
  },
  {
    weekdays: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, SATURDAY, SUNDAY],
    sessions: [
      session('Swim', timed('Swim Technique', 45, 0.5)),
      session('Bike', timed('Threshold Ride', 60, 1)),
      session(
        'Calves and core',
        lift('Eccentric Calf Raise', 3, 15, 20, 1.25),
        body('Plank', 3, 10),
        timed('Easy Run', 25, 0.5),
      ),
      session('Swim', timed('Swim Intervals', 50, 0.5)),
      session('Brick', timed('Long Ride', 110, 5), timed('Run off the Bike', 15, 0.5)),
      session('Long run', timed('Long Run', 60, 2)),
    ],
  },
  {
    weekdays: [MONDAY, WEDNESDAY, FRIDAY],
    sessions: [
      session('Core', body('Heel Slide', 3, 10), body('Bird Dog', 3, 8), body('Glute Bridge', 3, 12)),
      session('Dumbbells', lift('Dumbbell Deadlift', 3, 12, 10, 0.25), lift('Dumbbell Row', 3, 10, 8, 0.25)),
      session('Run and walk', timed('Run-Walk Intervals', 20, 0.75)),
    ],
  },
  {
    weekdays: [MONDAY, WEDNESDAY, FRIDAY],
    sessions: [
      session(
        'Hinge',
        lift('Trap Bar Deadlift', 4, 6, 80, 2.5),
        lift('Lat Pulldown', 3, 10, 55, 1),
        body('McGill Curl-up', 3, 8),
      ),
      session(
        'Push',
        lift('Incline Bench Press', 4, 8, 55, 1.25),
        lift('Split Squat', 3, 8, 14, 0.5),
        timed('Incline Walk', 20),
      ),
      session(
        'Pull',
        lift('Chest-supported Row', 4, 10, 40, 1.25),
        lift('Hip Thrust', 3, 10, 70, 2.5),
        body('Side Plank', 3, 8),
      ),
    ],
  },
  {
    weekdays: [MONDAY, TUESDAY, THURSDAY, SATURDAY],
    sessions: [
      session(
        'Upper body',
        lift('Bench Press', 4, 8, 40, 1.25),
        body('Assisted Pull-up', 4, 6),
        lift('Dumbbell Shoulder Press', 3, 10, 12, 0.25),
      ),
      session(
        'Lower body',
        lift('Back Squat', 4, 8, 50, 1.25),
        lift('Leg Curl', 3, 12, 25, 0.5),
        lift('Calf Raise', 3, 15, 40, 1.25),
      ),
      session(
        'Upper body',
        lift('Incline Dumbbell Press', 4, 10, 14, 0.25),
        lift('Cable Row', 4, 10, 35, 1),
        lift('Biceps Curl', 3, 12, 8, 0.25),
      ),
      session('Lower body', lift('Deadlift', 4, 5, 60, 2.5), body('Reverse Lunge', 3, 10), body('Plank', 3, 10)),
    ],
  },
  {
    weekdays: [TUESDAY, FRIDAY],
    sessions: [
      session(
        'Strength',
        lift('Leg Press', 3, 12, 40, 1),
        lift('Seated Row', 3, 12, 15, 0.5),
        body('Sit-to-Stand', 3, 8),
      ),
      session(
        'Balance',
        timed('Aqua Fitness', 40),
        body('Single-leg Stand', 3, 5),
        lift('Loaded Carry', 4, 20, 4, 0.25),
      ),
    ],
  },
];
