import type { Person, TestApp } from './app.js';

/** A session type of a test with seats for several clients. */
interface WantedType {
  readonly capacity: number;
  readonly minutes?: number;
  readonly buffer_before_minutes?: number;
  readonly buffer_after_minutes?: number;
}

/** Gives a coach a session type for groups; returns its id. It comes after other types, and opens a schedule if there is none. */
export async function groupType(app: TestApp, coach: Person, wanted: WantedType): Promise<number> {
  await app.sql(`INSERT INTO schedules (coach_id) VALUES ($1) ON CONFLICT DO NOTHING`, [coach.id]);
  const { capacity, minutes = 45, buffer_before_minutes = 0, buffer_after_minutes = 0 } = wanted;
  const [inserted] = await app.sql<{ id: number }>(
    `INSERT INTO session_types (coach_id, name, position, location, capacity, minutes, buffer_before_minutes, buffer_after_minutes)
     VALUES ($1, 'Mobility', 9, 'Studio 2', $2, $3, $4, $5) RETURNING id`,
    [coach.id, capacity, minutes, buffer_before_minutes, buffer_after_minutes],
  );
  return inserted!.id;
}

/** Plans a group session over HTTP; returns its id. */
export async function groupSession(
  coach: Person,
  session_type_id: number,
  starts_at: string,
  more: object = {},
): Promise<number> {
  const answer = await coach.post('/coach/group-sessions', { session_type_id, starts_at, ...more });
  if (answer.status !== 201) throw new Error(`not planned: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}
