import { emailForm, isAddress } from '../../wire/fields/email.js';
import { isStorable } from '../../wire/fields/text.js';

/** Reads a value of the founding database, as `to_jsonb` writes it. Returns undefined when it has no place here. */
export type Read = (value: unknown) => unknown;

const DAY = /^\d{4}-\d\d-\d\d$/;
const HAS_ZONE = /(?:Z|[+-]\d\d(?::?\d\d)?)$/;

/** A text that is not blank, cut to `max` characters. */
export const text =
  (max = 1_000_000): Read =>
  (value) => {
    const found = typeof value === 'string' ? value.trim() : undefined;
    return found && isStorable(found) ? [...found].slice(0, max).join('') : undefined;
  };

export const number =
  (min: number, max = Number.MAX_VALUE): Read =>
  (value) => {
    const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof found === 'number' && found >= min && found <= max ? found : undefined;
  };

/** Rounds: forms of the founding platform sent "12.0". */
export const whole =
  (min: number, max = 2 ** 31 - 1): Read =>
  (value) => {
    const found = number(min, max)(value);
    return found === undefined ? undefined : Math.round(found as number);
  };

export const flag: Read = (value) => (typeof value === 'boolean' ? value : undefined);

/** A name of an enum, in whatever case: the founding platform stores `PENDING` or `pending`. */
export const choice =
  (choices: readonly string[]): Read =>
  (value) =>
    choices.find((known) => known === String(value).toLowerCase());

/** Whether there is this instant, and PostgreSQL reads it as JavaScript writes it: in years of four digits, of which 0000 is none. */
export const isWritable = (instant: Date) => /^(?!0000)\d{4}-/.test(writtenAs(instant));

const writtenAs = (instant: Date) => (Number.isNaN(instant.getTime()) ? '' : instant.toISOString());

/** A calendar day, or the day of an instant. */
export const day: Read = (value) => {
  const found = typeof value === 'string' ? value.slice(0, 10) : '';
  const start = new Date(`${found}T00:00Z`);
  return DAY.test(found) && isWritable(start) && writtenAs(start).startsWith(found) ? found : undefined;
};

/** An instant. One without a zone is UTC, as the founding platform writes it. */
export const instant: Read = (value) => {
  if (typeof value !== 'string' || !DAY.test(value.slice(0, 10))) return undefined;
  const found = new Date(HAS_ZONE.test(value.slice(10)) ? value : `${value}Z`);
  return isWritable(found) ? found.toISOString() : undefined;
};

/** An object, which may be written as text. */
export const object: Read = (value) => {
  const found: unknown = typeof value === 'string' ? parsed(value) : value;
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : undefined;
};

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

export const email: Read = (value) => {
  const found = typeof value === 'string' ? emailForm(value) : '';
  return isAddress(found) ? found : undefined;
};
