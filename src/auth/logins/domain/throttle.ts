/** How long a failed attempt counts. */
export const WINDOW_SECONDS = 900;

/** How many attempts count within the window, for one account and for one address. */
export interface Limits {
  readonly account: number;
  readonly address: number;
}

/** Passwords that may be wrong. */
export const LOGIN_LIMITS: Limits = { account: 10, address: 100 };

/** Mails that may be asked for. */
export const MAIL_LIMITS: Limits = { account: 10, address: 10 };

/**
 * Seconds until the next attempt is allowed; 0 when it is allowed now. `failures` come oldest first. Never longer than the
 * window, even when the clock was ahead when a failure was written.
 */
export function waitOf(failures: readonly Date[], limit: number, now: Date): number {
  const windowStart = now.getTime() - WINDOW_SECONDS * 1000;
  const oldestInTheWay = failures.filter((at) => at.getTime() > windowStart).at(-limit);
  if (oldestInTheWay === undefined) return 0;
  return Math.min(Math.ceil((oldestInTheWay.getTime() - windowStart) / 1000), WINDOW_SECONDS);
}

/** `seconds` in words: 40 seconds, 1 minute, 15 minutes. */
export function inWords(seconds: number): string {
  const [count, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
