import fc from 'fast-check';
import { type Section, SECTIONS } from '../../src/audit/sections.js';
import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';

const COACHES = 3;
const CLIENTS = 4;
const WORLDS = 25;

type State = 'active' | 'deactivated' | 'deleted';
type Status = 'pending' | 'confirmed' | 'completed' | 'cancelled';

/** The model refers to people by their index. */
interface Plan {
  readonly coaches: readonly State[];
  readonly clients: readonly State[];
  readonly bookings: readonly {
    readonly coach: number;
    readonly client: number;
    readonly status: Status;
    /** Whether the booking is cancelled later, if its status allows that. */
    readonly cancelled: boolean;
  }[];
  /** What clients decided about coaches: the sections that they switched off, and before which booking they ended the connection. */
  readonly pairs: readonly {
    readonly coach: number;
    readonly client: number;
    readonly off: readonly Section[];
    readonly ended: number | null;
  }[];
}

const state = fc.constantFrom<State>('active', 'active', 'active', 'deactivated', 'deleted');

const plans: fc.Arbitrary<Plan> = fc.record({
  coaches: fc.array(state, { minLength: COACHES, maxLength: COACHES }),
  clients: fc.array(state, { minLength: CLIENTS, maxLength: CLIENTS }),
  bookings: fc.array(
    fc.record({
      coach: fc.nat(COACHES - 1),
      client: fc.nat(CLIENTS - 1),
      status: fc.constantFrom<Status>('pending', 'confirmed', 'completed', 'cancelled'),
      cancelled: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  pairs: fc.uniqueArray(
    fc.record({
      coach: fc.nat(COACHES - 1),
      client: fc.nat(CLIENTS - 1),
      off: fc.subarray([...SECTIONS]),
      ended: fc.option(fc.nat(8), { freq: 2 }),
    }),
    { maxLength: 6, selector: ({ coach, client }) => `${coach} ${client}` },
  ),
});

const pairOf = ({ pairs }: Plan, coach: number, client: number) =>
  pairs.find((pair) => pair.coach === coach && pair.client === client);

/** The rule: a booking was confirmed, is not cancelled, was made after the client ended the connection, and both people still exist. */
function connects(plan: Plan, coach: number, client: number): boolean {
  const { coaches, clients, bookings } = plan;
  const isOver = coaches[coach] === 'deleted' || clients[client] === 'deleted';
  const ended = pairOf(plan, coach, client)?.ended ?? 0;
  return bookings.some(
    (it, index) =>
      index >= ended &&
      it.coach === coach &&
      it.client === client &&
      (it.status === 'completed' || (it.status === 'confirmed' && !it.cancelled && !isOver)),
  );
}

const shares = (plan: Plan, coach: number, client: number, section: Section) =>
  !pairOf(plan, coach, client)?.off.includes(section);

describe('in any world of coaches, clients and bookings', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start({ DATABASE_POOL_SIZE: '8' });
    admin = await app.admin();
  });

  afterAll(() => app.stop());

  it('a coach reads exactly the connected clients, as far as they share, and all others read only their own data', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const world = await World.create(app, admin, plan);
        expect(await world.seen()).toEqual(world.model());
      }),
      { numRuns: WORLDS },
    );
  }, 120_000);
});

class World {
  private constructor(
    private readonly plan: Plan,
    private readonly coaches: readonly Person[],
    private readonly clients: readonly Person[],
    private readonly bookingIds: readonly number[],
  ) {}

  static async create(app: TestApp, admin: Person, plan: Plan): Promise<World> {
    const coaches = await Promise.all(plan.coaches.map(() => app.coach()));
    const clients = await app.clients(plan.clients.length);
    await Promise.all(clients.map((client) => recordsOf(app, client)));
    const start = Date.now();
    const bookingIds: number[] = [];
    for (const [index, { coach, client, status }] of plan.bookings.entries()) {
      const people = { coach_id: coaches[coach]!.id, client_id: clients[client]!.id };
      const created_at = new Date(start + index * 1000).toISOString();
      bookingIds.push(await insert(app, 'bookings', { ...people, slot_number: index + 1, status, created_at }));
    }
    const cancelled = bookingIds.filter((_, index) => plan.bookings[index]!.cancelled);
    const change = `UPDATE bookings SET status = 'cancelled' WHERE id = ANY($1) AND status IN ('pending', 'confirmed')`;
    await app.sql(change, [cancelled]);
    for (const { coach, client, off, ended } of plan.pairs) {
      const sections = SECTIONS.map((section) => !off.includes(section));
      await app.sql(
        `INSERT INTO connections (coach_id, client_id, ended_at, ${SECTIONS.join(', ')}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          coaches[coach]!.id,
          clients[client]!.id,
          ended === null ? null : new Date(start + ended * 1000 - 500),
          ...sections,
        ],
      );
    }
    await end(app, admin, coaches, plan.coaches);
    await end(app, admin, clients, plan.clients);
    return new World(plan, coaches, clients, bookingIds);
  }

  /**
   * The actual answers, by reader and request: the owners of the rows, or the status of the refusal.
   * Readers take turns: all requests at once would be refused with 503 on a busy machine.
   */
  async seen(): Promise<Record<string, unknown>> {
    const answers: [string, unknown][] = [];
    const ask = async (who: string, reader: Person, routes: Routes) => {
      const asked = Object.entries(routes).map(async ([path, { whose }]): Promise<[string, unknown]> => {
        const { status, body } = await reader.get(path);
        return [`${who} ${path}`, status === 200 ? whose(body as never) : status];
      });
      answers.push(...(await Promise.all(asked)));
    };
    for (const [index, coach] of this.coaches.entries()) await ask(`coach ${index}`, coach, this.coachRoutes(index));
    for (const [index, client] of this.clients.entries())
      await ask(`client ${index}`, client, this.clientRoutes(index));
    return Object.fromEntries(answers);
  }

  /** The answers that the model expects. */
  model(): Record<string, unknown> {
    const { coaches, clients } = this.plan;
    const answers = (who: string, state: State | undefined, routes: Routes) =>
      Object.entries(routes).map(([path, { model }]) => [`${who} ${path}`, state === 'active' ? model : 401] as const);
    return Object.fromEntries([
      ...this.coaches.flatMap((_, index) => answers(`coach ${index}`, coaches[index], this.coachRoutes(index))),
      ...this.clients.flatMap((_, index) => answers(`client ${index}`, clients[index], this.clientRoutes(index))),
    ]);
  }

  private coachRoutes(coach: number): Routes {
    const isReadable = (client: number) =>
      this.plan.clients[client] !== 'deleted' && connects(this.plan, coach, client);
    const mine = (...sections: Section[]) =>
      this.clients
        .filter((_, client) => isReadable(client) && sections.every((it) => shares(this.plan, coach, client, it)))
        .map(({ id }) => id)
        .sort((a, b) => a - b);
    const [all, trains, eats] = [mine(), mine('workouts'), mine('diet')];
    const counts = [trains.length, eats.length];
    return {
      '/coach/clients': { whose: ids('id'), model: all },
      '/coach/clients?limit=500': {
        whose: (rows: Body[]) => ['email', 'injuries'].map((key) => ids('id')(rows.filter((row) => row[key] !== null))),
        model: [mine('profile'), mine('profile', 'health')],
      },
      '/coach/workout-plans': { whose: ids('user_id'), model: trains },
      '/coach/diet-plans': { whose: ids('user_id'), model: eats },
      '/coach/charts/client-overview': {
        whose: ({ clients }: { clients: Body[] }) =>
          ['workouts', 'diet_logs'].map((key) => ids('client_id')(clients.filter((row) => row[key] !== null))),
        model: [trains, eats],
      },
      '/coach/charts/engagement': { whose: countsOf, model: counts },
      '/coach/charts/plan-assignments': { whose: activePlans, model: counts },
      '/users/stats': {
        whose: ({ clients, active_plans }: Body) => [clients, active_plans],
        model: [all.length, trains.length + eats.length],
      },
      '/bookings/my-bookings': { whose: ids('id'), model: this.bookingsOf('coach', coach) },
      '/bookings/coach/bookings': { whose: ids('id'), model: this.bookingsOf('coach', coach) },
      ...Object.assign(
        {},
        ...this.clients.map(({ id }, client) =>
          clientRoutesOf(id, (section) => this.statusFor(coach, client, section)),
        ),
      ),
    };
  }

  private statusFor(coach: number, client: number, section: Section): number {
    if (this.plan.clients[client] === 'deleted') return 404;
    return connects(this.plan, coach, client) && shares(this.plan, coach, client, section) ? 200 : 403;
  }

  private clientRoutes(client: number): Routes {
    const { id } = this.clients[client]!;
    const own = ['workout-logs', 'diet-logs', 'workout-plans', 'diet-plans'].map(
      (kind) => [`/client/${kind}`, { whose: ids('user_id'), model: [id] }] as const,
    );
    return {
      ...Object.fromEntries(own),
      '/bookings/my-bookings': { whose: ids('id'), model: this.bookingsOf('client', client) },
      '/client/profile': { whose: (body: Body) => body['id'], model: id },
      '/coach/clients': { whose: ids('id'), model: 403 },
    };
  }

  private bookingsOf(side: 'coach' | 'client', index: number): number[] {
    return this.bookingIds.filter((_, booking) => this.plan.bookings[booking]![side] === index);
  }
}

type Body = Record<string, unknown>;
type Routes = Record<string, { readonly whose: (body: never) => unknown; readonly model: unknown }>;

/** Requests of a coach about one client. The model expects the client’s id when the coach may read. */
function clientRoutesOf(id: number, statusOf: (section: Section) => number): Routes {
  const model = (section: Section, answered: unknown) => {
    const status = statusOf(section);
    return status === 200 ? answered : status;
  };
  return {
    [`/coach/clients/${id}`]: { whose: (body: Body) => body['id'], model: model('profile', id) },
    [`/coach/clients/${id}/progress`]: { whose: (body: Body) => body['client_id'], model: model('progress', id) },
    [`/coach/clients/${id}/workout-logs`]: { whose: ids('user_id'), model: model('workouts', [id]) },
    [`/coach/clients/${id}/diet-logs`]: { whose: ids('user_id'), model: model('diet', [id]) },
    [`/coach/workout-plans?client_id=${id}`]: { whose: ids('user_id'), model: model('workouts', [id]) },
    [`/coach/diet-plans?client_id=${id}`]: { whose: ids('user_id'), model: model('diet', [id]) },
  };
}

const ids = (key: string) => (rows: Body[]) => rows.map((row) => row[key] as number).sort((a, b) => a - b);

const countsOf = ({ workouts, diet_logs }: Record<'workouts' | 'diet_logs', { data: number[] }>) =>
  [workouts, diet_logs].map(({ data }) => data.reduce((sum, count) => sum + count, 0));

const activePlans = ({ workout_plans, diet_plans }: Record<'workout_plans' | 'diet_plans', { active?: number }>) =>
  [workout_plans, diet_plans].map(({ active = 0 }) => active);

/** Inserts one row of each kind that others may try to read. */
async function recordsOf(app: TestApp, { id }: Person): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await app.sql(`UPDATE users SET injuries = 'Left knee' WHERE id = $1`, [id]);
  const plan = { user_id: id, name: 'Base', start_date: today };
  await insert(app, 'workout_logs', { user_id: id, workout_date: today, exercise_name: 'Running' });
  await insert(app, 'diet_logs', { user_id: id, meal_date: today, meal_type: 'lunch', food_name: 'Rice' });
  await insert(app, 'workout_plans', plan);
  await insert(app, 'diet_plans', plan);
}

/** Deactivates and deletes people as the model says. */
async function end(app: TestApp, admin: Person, people: readonly Person[], states: readonly State[]): Promise<void> {
  const those = (wanted: State) => people.filter((_, index) => states[index] === wanted);
  const deactivated = those('deactivated').map(({ id }) => id);
  await app.sql('UPDATE users SET is_active = false WHERE id = ANY($1)', [deactivated]);
  for (const { id } of those('deleted')) expect((await admin.delete(`/admin/users/${id}`)).status).toBe(204);
}
