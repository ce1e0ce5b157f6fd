import { after, type BookingState, type Change, type Happening, isExplained, isSame } from './state-machine.js';

const NEW: BookingState = {
  status: 'pending',
  scheduled_at: null,
  notes: null,
  cancelled_by: null,
  cancel_reason: null,
};

type Times = readonly [begin: number, end: number];

function happening([begin, end]: Times, step: Happening['step'], more: Partial<Happening> = {}): Happening {
  return { what: '', begin, end, maybe: false, idle: false, step, ...more };
}

const did = (times: Times, change: Change) => happening(times, (state) => after(state, change, 'coach'));

const perhapsDid = (begin: number, change: Change) =>
  happening([begin, Infinity], (state) => after(state, change, 'coach'), { maybe: true });

const wasRefused = (times: Times, change: Change) =>
  happening(times, (state) => (after(state, change, 'coach') ? null : state), { idle: true });

const saw = (times: Times, seen: Partial<BookingState>) =>
  happening(times, (state) => (isSame(state, { ...state, ...seen }) ? state : null), { idle: true });

const CONFIRM = { status: 'confirmed' } as const;
const CANCEL = { status: 'cancelled' } as const;
const COMPLETE = { status: 'completed' } as const;
const T1 = { scheduled_at: '2027-01-01T00:00:00.000Z' };
const T0 = { scheduled_at: null };

/** Too many to try all their subsets. */
const UNANSWERED = Array.from({ length: 30 }, (_, index) => ({
  scheduled_at: new Date(Date.UTC(2027, 1, 1 + index)).toISOString(),
  ...(index % 2 === 0 && { notes: `#1 then #${index}` }),
  ...(index % 5 === 0 && CONFIRM),
}));
const [FIRST = {}, SECOND = {}] = UNANSWERED;
const LAST = UNANSWERED.at(-1) ?? {};
const unanswered = () => UNANSWERED.map((change) => perhapsDid(0, change));

describe('what happened to a booking', () => {
  it.each<[string, Happening[]]>([
    ['one thing after the other', [did([0, 1], CONFIRM), saw([2, 3], CONFIRM), did([4, 5], COMPLETE)]],
    ['overlapping changes in the one order that is legal', [did([0, 9], COMPLETE), did([1, 8], CONFIRM)]],
    ['a change that is only needed in between', [did([0, 5], T0), did([1, 4], T1), saw([6, 7], T0)]],
    ['a look at what was overwritten meanwhile', [did([0, 9], T1), saw([1, 8], T0), saw([2, 9], T1)]],
    ['a refusal by a change that overlaps', [did([0, 5], CANCEL), wasRefused([1, 4], CONFIRM)]],
    ['a change that nobody answered, and came', [perhapsDid(0, CANCEL), saw([1, 2], {}), saw([3, 4], CANCEL)]],
    ['a change that nobody answered, and never came', [perhapsDid(0, CANCEL), did([1, 2], CONFIRM)]],
    ['the status that it has already', [did([0, 1], CANCEL), did([2, 3], CANCEL)]],
    [
      'a few of many that nobody answered',
      [...unanswered(), saw([1, 2], LAST), saw([3, 4], FIRST), saw([5, 6], SECOND)],
    ],
  ])('is explained when it was %s', (_, happenings) => {
    expect(isExplained(NEW, happenings)).toBe(true);
    expect(isExplained(NEW, happenings.toReversed())).toBe(true);
  });

  it.each<[string, Happening[]]>([
    ['an acknowledged change that is gone', [did([0, 1], CONFIRM), saw([2, 3], NEW)]],
    ['a change that came twice', [did([0, 1], T1), did([2, 3], T0), saw([4, 5], T1)]],
    ['a step over another', [did([0, 1], COMPLETE)]],
    ['a return from the dead', [did([0, 1], CANCEL), did([2, 3], CONFIRM)]],
    ['a move of what is over', [did([0, 1], CANCEL), did([2, 3], T1)]],
    ['a refusal without reason', [wasRefused([0, 1], CONFIRM)]],
    ['half of a change', [did([0, 1], { ...CONFIRM, ...T1 }), saw([2, 3], { ...CONFIRM, ...T0 })]],
    ['a look into the future', [saw([0, 1], CONFIRM), did([2, 3], CONFIRM)]],
    ['a change that nobody asked for', [perhapsDid(0, CONFIRM), saw([1, 2], CANCEL)]],
    [
      'one of many that nobody answered, twice',
      [...unanswered(), saw([1, 2], FIRST), saw([3, 4], LAST), saw([5, 6], FIRST)],
    ],
    ['none of many that nobody answered', [...unanswered(), saw([1, 2], FIRST), saw([3, 4], T1)]],
    ['an unanswered change that came before it was asked for', [saw([0, 1], CANCEL), perhapsDid(2, CANCEL)]],
  ])('is not explained when it was %s', (_, happenings) => {
    expect(isExplained(NEW, happenings)).toBe(false);
    expect(isExplained(NEW, happenings.toReversed())).toBe(false);
  });
});
