import { type Guard, guards } from './guard.js';

/** Series: all or none, in whose turn, and by which rules. */
export const SERIES_GUARDS: readonly Guard[] = [
  ...guards(
    'src/series/series-turn.ts',
    ['series-races'],
    [
      [
        'writers of series take turns',
        'SELECT bookings_begin($1, $2, $3), set_config',
        'SELECT $1::int, $2::int, $3::timestamptz, set_config',
      ],
    ],
  ),
  ...guards(
    'src/series/series-bookings.service.ts',
    ['series'],
    [
      [
        'a series is booked in whole',
        'if (!isEnough) throw new SeriesConflictError',
        'if (starts.length === 0) throw new SeriesConflictError',
      ],
      ['a series uses up holds', '    await dropOwn(tx, pair,', '    if (starts.length > 99) await dropOwn(tx, pair,'],
    ],
  ),
  ...guards(
    'src/series/series-plans.service.ts',
    ['series'],
    [
      ['a coach may want no series', 'if (row.series_weeks === 0)', 'if (row.series_weeks === -1)'],
      ['a series reaches so many weeks ahead', '7 * (series_weeks ?? SERIES_WEEKS) + 1', '7 * 60'],
      ['a series does not start in the past', 'if (start <= now)', 'if (false)'],
      ['a held time is bound by no notice', "reason !== 'too-soon' || start !== heldAt", "reason !== 'no-such'"],
    ],
  ),
  ...guards(
    'src/series/domain/series-rule.ts',
    ['src/series/domain/series-rule.spec.ts'],
    [['the last day is included', 'day >= startsOn && day <= last', 'day >= startsOn && day < last']],
  ),
  ...guards(
    'src/series/domain/verdicts.ts',
    ['src/series/domain/verdicts.spec.ts'],
    [['sessions of a series count towards the limit', '    room -= 1;\n', '']],
  ),
  ...guards(
    'src/series/domain/series-move.ts',
    ['src/series/domain/series-move.spec.ts'],
    [['exceptions stay', ' && one.start === one.planned', '']],
  ),
  ...guards(
    'src/series/series-rows.ts',
    ['series-changes'],
    [['strangers see no series', '  partyTo(partiesOf(row), reader);', "  'admin' as const;"]],
  ),
  ...guards(
    'src/series/series-changes.service.ts',
    ['series-changes'],
    [
      ['what has started is not confirmed', ' && !hasStarted(row, now),', ','],
      ['what has started is not cancelled with the rest', '(row.id === from || !hasStarted(row, now))', 'true'],
    ],
  ),
  ...guards(
    'src/series/series-targets.service.ts',
    ['series-changes'],
    [
      ['sessions move onto their own old times', 'wavesOf(goals.map(movingOf))', '[goals.map(movingOf)]'],
      ['a series is moved in whole', 'if (waves === null) throw', 'if (waves === null && isFree) throw'],
      ['a session that is moved is pending again', `situation.auto_confirm ? 'confirmed' : 'pending'`, 'null'],
    ],
  ),
  ...guards(
    'src/series/series-moves.service.ts',
    ['series-changes'],
    [['a client moves no session too late', '    assertAllMovable([from], mover);\n', '']],
  ),
];
