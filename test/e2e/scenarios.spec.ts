import { DEMO_EMAILS, DEMO_PASSWORD, seedDemoWorld } from '../../seeds/demo-world.js';
import { SCENARIO_ACCOUNTS, seedScenarios } from '../../seeds/scenarios.js';
import { seed } from '../../src/cli/seeding.js';
import { TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { dumpOf, peopleIn, rowsOf, withDatabase, unrated } from '../support/demo.js';

const quiet = () => undefined;
const EMAILS = Object.keys(SCENARIO_ACCOUNTS);
const ACTIVE = EMAILS.filter((email) => !email.includes('inactive'));
const COACHES = EMAILS.filter((email) => email.includes('coach'));

describe('the scenarios', () => {
  let app: TestApp;
  let client: Caller;
  let coachIds: number[];

  beforeAll(async () => {
    app = await TestApp.start();
    await seedScenarios(app.database.url, quiet);
    const logins = await Promise.all(
      ACTIVE.map((email) => app.nobody.post('/auth/login', { email, password: DEMO_PASSWORD })),
    );
    expect(logins.map(({ status }) => status)).toEqual(ACTIVE.map(() => 200));
    const userOf = (email: string) => logins[ACTIVE.indexOf(email)]!.body;
    coachIds = COACHES.map((email) => userOf(email).user.id as number);
    client = app.with(userOf(ACTIVE.find((email) => email.includes('client'))!).access_token);
  });

  afterAll(() => app.stop());

  /** The first active session type of a coach, and the free times of the next two weeks. */
  const offerOf = async (coachId: number) => {
    const { body: types } = await client.get(`/bookings/coaches/${coachId}/session-types`);
    const [first] = types as { id: number }[];
    const query = first === undefined ? '' : `?session_type_id=${first.id}`;
    const { status, body } = await client.get(`/bookings/coaches/${coachId}/times${query}`);
    expect(status).toBe(200);
    return { types: types as object[], times: body.times as { starts_at: string }[], zone: body.time_zone as string };
  };

  it('have a coach in Berlin and one in New York, whose times are offered and booked', async () => {
    const zones = ['Europe/Berlin', 'America/New_York'];
    for (const [index, coach_id] of coachIds.slice(0, 2).entries()) {
      const { types, times, zone } = await offerOf(coach_id);
      expect([types.length, zone]).toEqual([2 - index, zones[index]]);
      expect(times.length).toBeGreaterThan(20);
      const answer = await client.post('/bookings/book', { coach_id, scheduled_at: times.at(-1 - index)!.starts_at });
      expect(answer.status).toBe(201);
    }
  });

  it('have a coach without hours, who has slots', async () => {
    const { types, times } = await offerOf(coachIds[2]!);
    expect([types, times]).toEqual([[], []]);
    const { body } = await client.get(`/bookings/coaches/${coachIds[2]!}`);
    expect(body.free_slots).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('stand beside the demo world, which stays as it is', () =>
    withDatabase(async (url) => {
      await seedDemoWorld(url, quiet);
      const founding = await dumpOf(url);
      expect(await seedScenarios(url, quiet)).toBe(true);
      expect(unrated(rowsOf(await dumpOf(url), founding))).toEqual(unrated(founding));
      expect(await peopleIn(url)).toBe(DEMO_EMAILS.length + EMAILS.length);
    }));

  it('are made once', async () => {
    expect(await seedScenarios(app.database.url, quiet)).toBe(false);
  });

  it('are made by npm run seed only when asked for', () =>
    withDatabase(async (url) => {
      await seed({ DATABASE_URL: url }, quiet);
      expect(await peopleIn(url)).toBe(DEMO_EMAILS.length);
      const said: string[] = [];
      await seed({ DATABASE_URL: url }, (line) => said.push(line), { scenarios: true });
      expect(await peopleIn(url)).toBe(DEMO_EMAILS.length + EMAILS.length);
      for (const email of EMAILS) expect(said.join('\n')).toContain(email);
    }));
});
