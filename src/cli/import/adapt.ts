import { isReadable } from '../../auth/accounts/domain/password-hash.js';
import { sessionEnd } from '../../bookings/domain/slot.js';
import { type Columns, NOW } from './tables.js';
import { isWritable } from './values.js';

export type Row = Readonly<Record<string, unknown>>;

/** A row of the founding database as it can stand here, or the reason why it cannot. */
export interface Adapted {
  readonly row: Row | null;
  /** Names each change in a few words. They quote no value: rows hold health data. */
  readonly changes: readonly string[];
  readonly refusal?: string;
}

/** A user who was imported before the rows that refer to them. */
export interface Person {
  readonly isActive: boolean;
}

/** What a row is adapted into. */
export interface Surroundings {
  readonly now: Date;
  readonly people: ReadonlyMap<unknown, Person>;
}

/** A session is completed so long after its end, as the worker does it. */
const COMPLETED_AFTER_MS = 24 * 3_600_000;

/** Adapts `row` to `columns`, and then to the rules of its table. */
export function adapt(table: string, columns: Columns, row: Row, around: Surroundings): Adapted {
  const adapted = adaptColumns(columns, row, around.now);
  if (adapted.row === null) return adapted;
  switch (table) {
    case 'users':
      return adaptUser(adapted.row, adapted.changes);
    case 'bookings':
      return adaptBooking(adapted.row, adapted.changes, around);
    case 'feedback':
      return adaptFeedback(adapted.row, adapted.changes, around);
    default:
      return adaptPeriod(adapted.row, adapted.changes);
  }
}

function adaptColumns(columns: Columns, row: Row, now: Date): Adapted {
  const values: Record<string, unknown> = {};
  const changes: string[] = [];
  for (const [name, { read, names = [], isRequired = false, otherwise = null }] of Object.entries(columns)) {
    const raw = [name, ...names].map((known) => row[known]).find((value) => value !== undefined && !isEmpty(value));
    const value = raw === undefined ? undefined : read(raw);
    if (value === undefined && isRequired) return { row: null, changes, refusal: `no usable ${name}` };
    if (value === undefined && raw !== undefined) changes.push(`${name} left empty`);
    values[name] = value ?? (otherwise === NOW ? now.toISOString() : otherwise);
  }
  return { row: values, changes };
}

const isEmpty = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '');

/** Coaches could be booked on the founding platform, which verified nobody. */
function adaptUser(row: Row, changes: readonly string[]): Adapted {
  const { total_slots, role, is_verified, password_hash } = row;
  const keepsPassword = isReadable(String(password_hash));
  return {
    row: {
      ...row,
      is_verified: is_verified ?? role === 'coach',
      available_slots: total_slots,
      password_hash: keepsPassword ? password_hash : '',
    },
    changes: keepsPassword ? changes : [...changes, 'password to be set anew'],
  };
}

function adaptBooking(found: Row, known: readonly string[], { now, people }: Surroundings): Adapted {
  const isActive = (id: unknown) => people.get(id)?.isActive === true;
  const { row, changes } = withEndThatIs(found, known);
  const scheduled = scheduledOf(row);
  const ends = scheduled && sessionEnd(scheduled);
  const whole = { ...row, ends_at: ends?.toISOString() ?? null, cancelled_by: null };
  const cancelled = (why: string) => ({
    row: { ...whole, status: 'cancelled', cancelled_by: 'system' },
    changes: [...changes, `cancelled: ${why}`],
  });
  const { status } = row;
  if (status !== 'pending' && status !== 'confirmed') return { row: whole, changes };
  if (!isActive(row['coach_id']) || !isActive(row['client_id'])) return cancelled('somebody is inactive');
  if (status === 'pending' && scheduled && scheduled <= now) return cancelled('nobody answered before its start');
  if (status === 'confirmed' && ends && ends.getTime() + COMPLETED_AFTER_MS <= now.getTime()) {
    return { row: { ...whole, status: 'completed' }, changes: [...changes, 'completed: it is over'] };
  }
  return { row: whole, changes };
}

const scheduledOf = ({ scheduled_at }: Row) => (typeof scheduled_at === 'string' ? new Date(scheduled_at) : null);

/** A session without a time when it would end after the last instant that can be written. */
function withEndThatIs(row: Row, changes: readonly string[]) {
  const scheduled = scheduledOf(row);
  return scheduled && !isWritable(sessionEnd(scheduled))
    ? { row: { ...row, scheduled_at: null }, changes: [...changes, 'scheduled_at left empty'] }
    : { row, changes };
}

function adaptFeedback(row: Row, changes: readonly string[], { people }: Surroundings): Adapted {
  if (row['is_anonymous'] === true) return { row: { ...row, user_id: null, name: null, email: null }, changes };
  const isKnown = row['user_id'] === null || people.has(row['user_id']);
  return { row: isKnown ? row : { ...row, user_id: null }, changes };
}

function adaptPeriod(row: Row, changes: readonly string[]): Adapted {
  const { start_date, end_date } = row;
  const isBackwards = typeof end_date === 'string' && end_date < String(start_date);
  return isBackwards
    ? { row: { ...row, end_date: null }, changes: [...changes, 'end_date left empty'] }
    : { row, changes };
}
