import type { Range, Schedule } from '../../availability/domain/schedule.js';
import { DAY_MINUTES, dayAt, dayOf, startOfDay, wallAt, weekdayOf } from '../../time/zones.js';
import { ReportSums } from './report.js';
import { type ReportedSession, utilisationOf } from './utilisation.js';

const ZONE = 'Europe/Berlin';
const RULES = { noticeMinutes: 0, windowDays: 60, gridMinutes: 15, dailyLimit: null };

const session = (start: number, minutes: number, of: Partial<ReportedSession> = {}): ReportedSession => ({
  ...{ start, end: start + minutes, status: 'completed', cancelledBy: null, isLate: false, attendance: null },
  ...{ lead: 600, clientId: 5, isReturning: false, ...of },
});

/** The same numbers again from the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const isIn = (minute: number, ranges: readonly Range[]) =>
  ranges.some(({ start, end }) => minute >= start && minute < end);

/** Looks at each minute of the period: what does the clock of the wall show, and what is so then? */
function counted(schedule: Schedule, zone: string, days: { first: number; last: number }, sessions: ReportedSession[]) {
  const sums = { offered: 0, booked: 0, filled: 0, byHour: new Array<number>(24).fill(0) };
  const held = sessions.filter(({ status }) => status === 'confirmed' || status === 'completed');
  for (let minute = startOfDay(zone, days.first); minute < startOfDay(zone, days.last + 1); minute++) {
    const [day, wall] = [dayAt(zone, minute), wallAt(zone, minute)];
    const ofDay = wall - day * DAY_MINUTES;
    const hours = schedule.dates.get(day) ?? schedule.week.filter(({ weekday }) => weekday === weekdayOf(day));
    const isOffered = isIn(ofDay, hours) && !isIn(minute, schedule.timeOff);
    const isBooked = isIn(minute, held);
    const hour = Math.floor(ofDay / 60);
    if (isOffered) sums.byHour[hour] = (sums.byHour[hour] ?? 0) + 1;
    sums.offered += Number(isOffered);
    sums.booked += Number(isBooked);
    sums.filled += Number(isOffered && isBooked);
  }
  return sums;
}

describe('what a coach offered, and what became of it', () => {
  it.each(
    ['2026-03-23', '2026-10-19', '2026-06-01'].flatMap((monday) => [1, 2, 3].map((seed) => [monday, seed] as const)),
  )('is what counting each minute of the two weeks from %s says (%d)', (monday, seed) => {
    const below = random(seed);
    const zone = [ZONE, 'America/New_York', 'Australia/Lord_Howe'][seed % 3] ?? ZONE;
    const days = { first: dayOf(monday), last: dayOf(monday) + 13 };
    const start = startOfDay(zone, days.first);
    const any = (length: number) => start - 300 + below(14 * DAY_MINUTES + 600 - length);
    const from = () => below(20) * 60;
    const schedule: Schedule = {
      ...{ zone, ...RULES },
      week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: from(), end: 1_260 + below(180) })),
      dates: new Map([
        [days.first + below(14), [{ start: 0, end: 185 }]],
        [days.first + below(14), []],
      ]),
      timeOff: [0, 1, 2].map(() => any(700)).map((at) => ({ start: at, end: at + below(700) + 1 })),
    };
    const status = () => (['confirmed', 'completed', 'cancelled'] as const)[below(3)] ?? 'completed';
    const sessions = Array.from({ length: 40 }, () => session(any(90), 30 + below(60), { status: status() }));
    const report = new ReportSums(days).add(utilisationOf(schedule, zone, days, sessions)).report();
    const wanted = counted(schedule, zone, days, sessions);
    expect(report.total.figures).toMatchObject({ offered_minutes: wanted.offered, booked_minutes: wanted.booked });
    expect(report.total.figures.fill_rate).toBeCloseTo(wanted.filled / wanted.offered, 2);
    expect(report.by_hour.map(({ figures }) => figures.offered_minutes)).toEqual(wanted.byHour);
    for (const part of [report.by_day, report.by_weekday, report.by_hour]) {
      expect(part.reduce((sum, { figures }) => sum + figures.booked_minutes, 0)).toBe(wanted.booked);
    }
  });

  const days = { first: dayOf('2026-06-01'), last: dayOf('2026-06-02') };
  const NINE = startOfDay(ZONE, days.first) + 540;
  const noHours: Schedule = { zone: ZONE, ...RULES, week: [], dates: new Map(), timeOff: [] };
  const totalOf = (...sessions: ReportedSession[]) =>
    new ReportSums(days).add(utilisationOf(noHours, ZONE, days, sessions)).report().total;

  it('counts sessions, cancellations and who did not come', () => {
    const cancelled = { status: 'cancelled' } as const;
    const total = totalOf(
      session(NINE, 60, { attendance: 'attended', lead: 60, isReturning: true }),
      session(NINE + 60, 60, { attendance: 'client_no_show', lead: 180, clientId: 6 }),
      session(NINE + 120, 60, { status: 'confirmed', attendance: 'coach_no_show', lead: 0, clientId: 6 }),
      session(NINE, 60, { ...cancelled, cancelledBy: 'client' }),
      session(NINE, 60, { ...cancelled, cancelledBy: 'client', isLate: true }),
      session(NINE, 60, { ...cancelled, cancelledBy: 'coach' }),
      session(NINE, 60, { ...cancelled, cancelledBy: 'system' }),
      session(NINE, 60, { status: 'pending' }),
      session(NINE - DAY_MINUTES, 60),
    );
    expect(total).toMatchObject({ clients: 2, returning_clients: 2 });
    expect(total.figures).toEqual({
      ...{ offered_minutes: 0, booked_minutes: 180, attended_minutes: 60, fill_rate: null, sessions: 3 },
      ...{ average_lead_hours: 1.3, cancelled_early: 1, cancelled_late: 1, cancelled_by_coach: 1 },
      ...{ client_no_shows: 1, coach_no_shows: 1 },
    });
  });

  it('counts the seats of a group session as one time, and as sessions of their own', () => {
    expect(totalOf(session(NINE, 60), session(NINE, 60, { clientId: 6 }))).toMatchObject({
      figures: { booked_minutes: 60, sessions: 2 },
    });
  });
});
