import { DatabaseClock } from '../../src/database/database-clock.js';
import { Clock } from '../../src/time/clock.js';
import { type Person, TestApp } from '../support/app.js';
import { allStatementsOf } from '../support/statements.js';

const AHEAD_MS = 12_000;

describe('two instances, of which one has a clock that is 12 seconds ahead', () => {
  let app: TestApp;
  let ahead: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    ahead = await app.twin({ ACCESS_TOKEN_TTL: '10s' });
    client = await app.client();
    ahead.nest.get(Clock).localMillis = () => Date.now() + AHEAD_MS;
    await ahead.nest.get(DatabaseClock).measure();
  });

  afterAll(() => app.stop());

  const refresh = (on: TestApp, token: string) => on.nobody.post('/auth/refresh', { refresh_token: token });

  it('tell a token that two tabs use at once from a stolen one', async () => {
    const { refreshToken } = await app.openSession(client.id);
    const { body } = await refresh(app, refreshToken);
    expect((await refresh(ahead, refreshToken)).status).toBe(409);
    expect((await refresh(ahead, body.refresh_token)).status).toBe(200);
  });

  it('accept each other’s access tokens until these expire', async () => {
    const { refreshToken } = await app.openSession(client.id);
    const { body } = await refresh(ahead, refreshToken);
    expect((await app.with(body.access_token).get('/auth/me')).status).toBe(200);
    expect((await ahead.with(body.access_token).get('/auth/me')).status).toBe(200);
    const { iat } = JSON.parse(Buffer.from(String(body.access_token).split('.')[1]!, 'base64url').toString()) as {
      iat: number;
    };
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(5);
  });

  it('agree on which times are past', async () => {
    const coach = await app.coach();
    const scheduled_at = new Date(Date.now() + AHEAD_MS / 2).toISOString();
    const booked = await ahead
      .with(client.token!)
      .post('/bookings/book', { coach_id: coach.id, slot_number: 1, scheduled_at });
    expect(booked.status).toBe(201);
  });

  it('ask the database for its time in one statement', async () => {
    expect(await allStatementsOf(ahead, () => ahead.nest.get(DatabaseClock).measure())).toHaveLength(1);
  });
});
