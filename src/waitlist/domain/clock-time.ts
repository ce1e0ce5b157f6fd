/** A wall time as the wire writes it, from `00:00` to `23:59`. */
export const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** `09:30` in minutes of the day, and back. */
export function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

export function clockTime(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
