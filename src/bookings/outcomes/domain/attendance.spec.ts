import type { DomainError } from '../../../domain-error.js';
import { type AttendanceState, contested, contestRefusalOf, marked, markRefusalOf } from './attendance.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const DAY = 1_440;

const UNMARKED: AttendanceState = {
  ...{ attendance: null, markedAt: null, markedBy: null, contestedAt: null, contestReason: null, decidedAt: null },
};
const MISSED: AttendanceState = {
  ...UNMARKED,
  attendance: 'client_no_show',
  markedAt: minutesAgo(60),
  markedBy: 'coach',
};
const CONTESTED: AttendanceState = { ...MISSED, contestedAt: minutesAgo(30), contestReason: 'I was there' };
const DECIDED: AttendanceState = { ...CONTESTED, markedBy: 'admin', decidedAt: minutesAgo(10) };

const codeOf = (refusal: (() => DomainError) | null) => refusal?.().code ?? null;

describe('who may say who came', () => {
  it.each([
    ['coach', 'confirmed', 10, null],
    ['coach', 'completed', 10, null],
    ['coach', 'confirmed', 9.99, 'attendance-too-early'],
    ['coach', 'completed', 7 * DAY, null],
    ['coach', 'completed', 7 * DAY + 0.01, 'attendance-too-late'],
    ['coach', 'confirmed', -1, 'not-attendable'],
    ['coach', 'pending', 60, 'not-attendable'],
    ['coach', 'cancelled', 60, 'not-attendable'],
    ['admin', 'completed', 400 * DAY, null],
    ['admin', 'confirmed', 0, null],
    ['admin', 'confirmed', -1, 'not-attendable'],
    ['admin', 'cancelled', 60, 'not-attendable'],
    ['client', 'completed', 60, 'not-your-booking'],
  ] as const)('the %s of a %s session %d minutes after its start: %s', (party, status, minutes, code) => {
    const session = { status, scheduledAt: minutesAgo(minutes) };
    expect(codeOf(markRefusalOf(session, UNMARKED, party, NOW))).toBe(code);
  });

  it('of a session without a time is an admin', () => {
    const session = { status: 'completed', scheduledAt: null } as const;
    expect(codeOf(markRefusalOf(session, UNMARKED, 'coach', NOW))).toBe('not-attendable');
    expect(markRefusalOf(session, UNMARKED, 'admin', NOW)).toBeNull();
    expect(codeOf(markRefusalOf({ ...session, status: 'confirmed' }, UNMARKED, 'admin', NOW))).toBe('not-attendable');
  });

  it('is no coach after an admin', () => {
    const session = { status: 'completed', scheduledAt: minutesAgo(60) } as const;
    expect(codeOf(markRefusalOf(session, { ...MISSED, markedBy: 'admin' }, 'coach', NOW))).toBe('attendance-decided');
  });
});

describe('what is known after somebody said who came', () => {
  const session = { status: 'completed', scheduledAt: minutesAgo(120) } as const;

  it.each([
    ['nothing new when the coach repeats it', MISSED, 'client_no_show', 'coach', null],
    ['nothing new when an admin repeats it', MISSED, 'client_no_show', 'admin', null],
    ['the first word', UNMARKED, 'attended', 'coach', { attendance: 'attended', markedAt: NOW, markedBy: 'coach' }],
    [
      'another word of the coach, and no contest',
      CONTESTED,
      'attended',
      'coach',
      { attendance: 'attended', contestedAt: null, contestReason: null },
    ],
    [
      'a decision',
      CONTESTED,
      'attended',
      'admin',
      { attendance: 'attended', markedBy: 'admin', decidedAt: NOW, contestReason: 'I was there' },
    ],
    [
      'a decision for the coach',
      CONTESTED,
      'client_no_show',
      'admin',
      { attendance: 'client_no_show', decidedAt: NOW },
    ],
    ['no decision without a contest', MISSED, 'attended', 'admin', { attendance: 'attended', decidedAt: null }],
    [
      'another word of an admin after a decision',
      DECIDED,
      'attended',
      'admin',
      { attendance: 'attended', decidedAt: DECIDED.decidedAt },
    ],
  ] as const)('is %s', (_, state, outcome, party, wanted) => {
    const next = marked(session, state, outcome, party, NOW);
    if (wanted === null) expect(next).toBeNull();
    else expect(next).toMatchObject(wanted);
  });
});

describe('who may contest', () => {
  it.each([
    ['its client', MISSED, 'client', null],
    ['its client, that they came', { ...MISSED, attendance: 'attended' }, 'client', null],
    ['its client, what an admin said', { ...MISSED, markedBy: 'admin' }, 'client', null],
    ['its client on the last day', { ...MISSED, markedAt: minutesAgo(7 * DAY) }, 'client', null],
    ['nobody later', { ...MISSED, markedAt: minutesAgo(7 * DAY + 0.01) }, 'client', 'contest-too-late'],
    ['nobody that the coach did not come', { ...MISSED, attendance: 'coach_no_show' }, 'client', 'nothing-to-contest'],
    ['nobody before anything was said', UNMARKED, 'client', 'nothing-to-contest'],
    ['nobody twice', CONTESTED, 'client', 'already-contested'],
    ['nobody what was decided', DECIDED, 'client', 'attendance-decided'],
    ['no coach', MISSED, 'coach', 'not-your-booking'],
    ['no admin', MISSED, 'admin', 'not-your-booking'],
  ] as const)('%s', (_, state, party, code) => {
    expect(codeOf(contestRefusalOf(state, party, NOW))).toBe(code);
  });

  it('leaves the reason', () => {
    expect(contested(MISSED, 'I was there', 'client', NOW)).toEqual({
      ...MISSED,
      contestedAt: NOW,
      contestReason: 'I was there',
    });
  });
});
