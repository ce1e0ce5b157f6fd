/** The instant that `Retry-After` names, in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterOf(header: string | undefined, now: Date): Date | null {
  if (header === undefined) return null;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : NaN;
  const at = Number.isNaN(seconds) ? Date.parse(header) : now.getTime() + seconds * 1_000;
  return Number.isNaN(at) ? null : new Date(at);
}
