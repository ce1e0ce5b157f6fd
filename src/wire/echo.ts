import { isDeepStrictEqual } from 'node:util';
import { ValidationFailedError } from '../problems/problem.js';
import { instantFault } from '../time/iso.js';

/** Keys of an answer that pages send back with a PUT, although it does not change them. */
export interface Echo {
  /** The server works these out. They are dropped, whatever their values. */
  readonly computed: readonly string[];
  /** These are dropped while they have their current values. */
  readonly fixed: readonly string[];
}

/** The body without the keys that only repeat the `current` answer. */
export function withoutEcho(body: object, current: object, { computed, fixed }: Echo): Record<string, unknown> {
  const now = new Map<string, unknown>(Object.entries(current));
  const isEcho = (key: string, value: unknown) =>
    computed.includes(key) || (fixed.includes(key) && isSame(value, now.get(key)));
  return Object.fromEntries(Object.entries(body).filter(([key, value]) => !isEcho(key, value)));
}

/** Refuses the keys that would change what this request cannot change. */
export function refuseFixed(body: object, { fixed }: Echo): void {
  const changed = Object.keys(body).filter((key) => fixed.includes(key));
  if (changed.length === 0) return;
  throw new ValidationFailedError(changed.map((field) => ({ field, message: `${field} cannot be changed here.` })));
}

/** Forms send `""` for null, and an instant may be written in several ways. */
function isSame(sent: unknown, current: unknown): boolean {
  if (sent === '' && current === null) return true;
  if (isDeepStrictEqual(sent, current)) return true;
  return isInstant(sent) && isInstant(current) && Date.parse(sent) === Date.parse(current);
}

const isInstant = (value: unknown): value is string => typeof value === 'string' && instantFault(value) === null;
