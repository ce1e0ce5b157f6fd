const DURATION = /^P(?=.)(?:(\d{1,4})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

const SECONDS = [604_800, 86_400, 3_600, 60, 1] as const;

/** The milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; null when `text` is none. */
export function durationMillis(text: string): number | null {
  const parts = DURATION.exec(text)?.slice(1);
  if (parts === undefined) return null;
  return SECONDS.reduce((sum, seconds, index) => sum + seconds * Number(parts[index] ?? 0), 0) * 1_000;
}
