/** Sorts the entries independently of the locale: a new one changes only one place of the committed document. */
export function sortedByName<Value>(entries: Iterable<readonly [name: string, value: Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
