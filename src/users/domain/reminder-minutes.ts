/** A client is reminded so often before a session, at most. */
export const MOST_REMINDERS = 5;
/** Five minutes to a week. */
export const REMINDER_MINUTES = { min: 5, max: 10_080 } as const;

/** The fault of a list of reminders, as the end of a sentence; null when it is right. */
export function reminderFault(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > MOST_REMINDERS)
    return `must be a list of at most ${MOST_REMINDERS} numbers`;
  if (!value.every(isReminder))
    return `must have whole numbers from ${REMINDER_MINUTES.min} to ${REMINDER_MINUTES.max}`;
  return new Set(value).size < value.length ? 'must not name the same minutes twice' : null;
}

const isReminder = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= REMINDER_MINUTES.min && (value as number) <= REMINDER_MINUTES.max;

/** The order in which PostgreSQL keeps them. */
export const longestFirst = (minutes: readonly number[]): number[] => [...minutes].sort((a, b) => b - a);
