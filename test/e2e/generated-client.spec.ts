import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../contract/api-schema.js';
import { inHours, TestApp } from '../support/app.js';

type Api = Client<paths>;
type TokenAnswer = components['schemas']['TokenAnswer'];

const PASSWORD = 'an uncommon pass phrase';

describe('the client that is generated from the OpenAPI document', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const as = (token?: string): Api =>
    createClient<paths>({
      baseUrl: app.origin,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  async function signUp(name: string, role?: 'client' | 'coach'): Promise<TokenAnswer> {
    const body = { email: `${name}@example.com`, password: PASSWORD, full_name: name, ...(role && { role }) };
    const { data, error } = await as().POST('/api/v1/auth/signup', { body });
    if (!data) throw new Error(error.detail);
    return data;
  }

  it('books a slot and has it confirmed, without a cast', async () => {
    const [{ access_token: coachToken, user }, { access_token: clientToken }] = await Promise.all([
      signUp('Carla', 'coach'),
      signUp('Clint'),
    ]);
    const [coach, client] = [as(coachToken), as(clientToken)];

    const coaches = await client.GET('/api/v1/bookings/coaches', { params: { query: { q: 'carl', limit: 10 } } });
    expect(coaches.data).toMatchObject([{ coach_id: user.id, coach_name: 'Carla', available_slots: 10 }]);

    const scheduled_at = inHours(24);
    const booked = await client.POST('/api/v1/bookings/book', {
      body: { coach_id: user.id, slot_number: 3, scheduled_at, notes: null },
    });
    expect(booked.response.status).toBe(201);
    expect(booked.data).toMatchObject({ status: 'pending', scheduled_at, notes: null });

    const confirmed = await coach.PUT('/api/v1/bookings/bookings/{id}', {
      params: { path: { id: booked.data!.id } },
      body: { status: 'confirmed' },
    });
    expect(confirmed.data?.status).toBe('confirmed');

    const mine = await client.GET('/api/v1/bookings/my-bookings');
    const names = mine.data?.map((booking) => [booking.coach_name, booking.client_name, booking.status]);
    expect(names).toEqual([['Carla', 'Clint', 'confirmed']]);
  });

  it('knows what a refusal looks like', async () => {
    const { data, error, response } = await as().POST('/api/v1/auth/login', {
      body: { email: 'nobody@example.com', password: PASSWORD },
    });
    expect(data).toBeUndefined();
    expect([response.status, error?.code, error?.detail]).toEqual([
      401,
      'invalid-credentials',
      'Incorrect email or password',
    ]);
  });

  it('cannot be compiled with what the server refuses', async () => {
    const { access_token } = await signUp('Cleo');
    const api = as(access_token);
    const answers = await Promise.all([
      // @ts-expect-error -- coach_id is a number
      api.POST('/api/v1/bookings/book', { body: { coach_id: '2', slot_number: 1 } }),
      // @ts-expect-error -- coach_id is missing
      api.POST('/api/v1/bookings/book', { body: { slot_number: 1 } }),
      // @ts-expect-error -- there is no such status
      api.GET('/api/v1/bookings/my-bookings', { params: { query: { status: 'done' } } }),
    ]);
    expect(answers.map(({ response }) => response.status)).toEqual([422, 422, 422]);
  });
});
