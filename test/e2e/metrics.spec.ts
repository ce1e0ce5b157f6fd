import { VERSION } from '../../src/config/version.js';
import { type Person, TestApp } from '../support/app.js';

describe('the metrics', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  /** The value of a line, or 0 when there is none. */
  async function valueOf(line: string): Promise<number> {
    const { body } = await app.nobody.get('/metrics');
    const found = (body as string).split('\n').find((text) => text.startsWith(`${line} `));
    return Number(found?.slice(line.length + 1) ?? 0);
  }

  it('count bookings by outcome', async () => {
    const outcomes = ['ok', 'slot-taken', 'validation-failed'].map((outcome) => `bookings_total{outcome="${outcome}"}`);
    const before = await Promise.all(outcomes.map(valueOf));
    await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    await (await app.client()).post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    await client.post('/bookings/book', {});
    expect(await Promise.all(outcomes.map(valueOf))).toEqual(before.map((count) => count + 1));
  });

  it('count logins by outcome', async () => {
    const line = 'logins_total{outcome="invalid-credentials"}';
    const before = await valueOf(line);
    await app.nobody.post('/auth/login', { email: client.email, password: 'not this one 7' });
    expect(await valueOf(line)).toBe(before + 1);
  });

  it('name the version, and show the pool', async () => {
    expect(await valueOf(`build_info{version="${VERSION}"}`)).toBe(1);
    const states = await Promise.all(
      ['busy', 'idle'].map((state) => valueOf(`database_pool_connections{state="${state}"}`)),
    );
    expect(states[0]! + states[1]!).toBeGreaterThan(0);
    expect(await valueOf('database_pool_waiting')).toBe(0);
  });
});
