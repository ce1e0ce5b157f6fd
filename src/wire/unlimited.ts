const UNLIMITED = /^\/(metrics|api\/(docs|problems|v1\/health))(?![^/*-])/;

/** Whether load and rate limits never refuse a route: health, metrics and docs. `pattern` is the route's pattern, never an address. */
export function isUnlimited(pattern: string | undefined): boolean {
  return pattern !== undefined && UNLIMITED.test(pattern);
}
