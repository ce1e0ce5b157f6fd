/** How many attempts may fail within how long. */
export interface ThrottleRule {
  readonly limit: number;
  readonly windowSeconds: number;
}

export const ACCOUNT_RULE: ThrottleRule = { limit: 10, windowSeconds: 900 };
export const ADDRESS_RULE: ThrottleRule = { limit: 100, windowSeconds: 900 };

/** The failures that still count at `now`, oldest first. */
export function recent(failures: readonly Date[], { windowSeconds }: ThrottleRule, now: Date): Date[] {
  return failures.filter((at) => at.getTime() > now.getTime() - windowSeconds * 1000);
}

/** Seconds until another attempt is let in; 0 when it is now. Never longer than the window. */
export function waitOf(failures: readonly Date[], rule: ThrottleRule, now: Date): number {
  const counted = recent(failures, rule, now);
  const oldestInTheWay = counted.at(-rule.limit);
  if (oldestInTheWay === undefined) return 0;
  const seconds = Math.ceil((oldestInTheWay.getTime() - now.getTime()) / 1000) + rule.windowSeconds;
  return Math.min(Math.max(seconds, 1), rule.windowSeconds);
}
