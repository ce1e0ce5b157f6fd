import type { Attempt } from './history.js';

/** The statuses that the OpenAPI document has for each route. */
type Documented = ReadonlyMap<string, ReadonlySet<number>>;

type Operations = Record<string, Record<string, { responses: Record<string, unknown> }>>;

/** The statuses that the server at `origin` documents. */
export async function documentedBy(origin: string): Promise<Documented> {
  const response = await fetch(`${origin}/api/docs-json`);
  const { paths } = (await response.json()) as { paths: Operations };
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => {
      const route = `${method.toUpperCase()} ${path.replace('/api/v1', '')}`;
      return [route, new Set(Object.keys(responses).map(Number))] as const;
    }),
  );
  return new Map(routes);
}

/** Answers that are wrong in any situation, even while the database is down. */
export function wrongAnswers(attempts: readonly Attempt[], documented: Documented): string[] {
  return attempts.flatMap((attempt) => {
    const { status, code, deed, retryAfter } = attempt;
    if (status === undefined) return [];
    const what = `${nameOf(attempt)} answered ${status} ${code ?? ''}`;
    if (status >= 500 && status !== 503) return [what];
    if (!documented.get(deed.route)?.has(status)) return [`${what}, which is not documented`];
    if (([429, 503].includes(status) || code === 'held') && !/^[1-9]\d*$/.test(retryAfter ?? ''))
      return [`${what} without Retry-After`];
    if (deed.forbidden && ![401, 403, 429, 503].includes(status)) return [`${what}, which nobody may do`];
    return [...miscounts(attempt)];
  });
}

function* miscounts(attempt: Attempt): Generator<string> {
  if (attempt.deed.name !== 'browse' || attempt.outcome !== 'ok') return;
  const coaches = attempt.body as { available_slots: number; booked_slots: number; total_slots: number }[];
  for (const { available_slots, booked_slots, total_slots } of coaches) {
    if (total_slots !== 10 || available_slots + booked_slots !== total_slots || available_slots < 0) {
      yield `${nameOf(attempt)} showed ${available_slots} free and ${booked_slots} booked of ${total_slots}`;
    }
  }
}

/** Counts each outcome: the status and code of a refusal, or the way in which an answer was lost. */
export function tally(attempts: readonly Attempt[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { status, code, outcome } of attempts) {
    const key =
      status === undefined ? (outcome === 'unknown' ? 'no answer' : 'no connection') : `${status} ${code ?? ''}`;
    counts.set(key.trim(), (counts.get(key.trim()) ?? 0) + 1);
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

export const nameOf = ({ number, deed, begin }: Attempt) => `#${number} ${deed.name} at ${(begin / 1000).toFixed(3)} s`;
