const UNLIMITED = /^\/(metrics|api\/(docs|problems|v1\/health))(?![^/*-])/;

/** Whether a route is answered whatever the load and whoever asks: health, metrics and docs. `pattern`: its own, never an address. */
export function isUnlimited(pattern: string | undefined): boolean {
  return pattern !== undefined && UNLIMITED.test(pattern);
}
