import { type Client, createClient, type TokenAnswer } from '../../packages/client/src/index.js';
import { inHours, TestApp } from '../support/app.js';

const PASSWORD = 'an uncommon pass phrase';

/** Fails if the call is answered; else returns what was thrown. */
const refusalOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => {
      throw new Error('It was answered.');
    },
    (error: unknown) => error,
  );

describe('the client that is generated from the OpenAPI document', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  async function signUp(name: string, role?: 'client' | 'coach'): Promise<{ api: Client; user: TokenAnswer['user'] }> {
    const api = createClient({ baseUrl: app.origin });
    const body = { email: `${name}@example.com`, password: PASSWORD, full_name: name, ...(role && { role }) };
    return { api, user: (await api.authSignUp({ body })).user };
  }

  it('books a slot and has it confirmed, without a cast', async () => {
    const [{ api: coach, user }, { api: client }] = await Promise.all([signUp('Carla', 'coach'), signUp('Clint')]);

    const coaches = await client.bookingsListCoaches({ query: { q: 'carl', limit: 10 } });
    expect(coaches).toMatchObject([{ coach_id: user.id, coach_name: 'Carla', available_slots: 10 }]);

    const scheduled_at = inHours(24);
    const booked = await client.bookingsBook({
      body: { coach_id: user.id, slot_number: 3, scheduled_at, notes: null },
    });
    expect(booked).toMatchObject({ status: 'pending', scheduled_at, notes: null });

    const confirmed = await coach.bookingsChange({ path: { id: booked.id }, body: { status: 'confirmed' } });
    expect(confirmed.status).toBe('confirmed');

    const mine = await client.bookingsListMine();
    const names = mine.map((booking) => [booking.coach_name, booking.client_name, booking.status]);
    expect(names).toEqual([['Carla', 'Clint', 'confirmed']]);
  });

  it('knows what a refusal looks like', async () => {
    const api = createClient({ baseUrl: app.origin });
    const error = await refusalOf(api.authLogIn({ body: { email: 'nobody@example.com', password: PASSWORD } }));
    if (!api.authLogIn.isProblem(error)) throw error;
    expect([error.status, error.code, error.message]).toEqual([
      401,
      'invalid-credentials',
      'Incorrect email or password',
    ]);
  });

  it('cannot be compiled with what the server refuses', async () => {
    const { api } = await signUp('Cleo');
    const refusals = await Promise.all(
      [
        // @ts-expect-error -- coach_id is a number
        api.bookingsBook({ body: { coach_id: '2', slot_number: 1 } }),
        // @ts-expect-error -- coach_id is missing
        api.bookingsBook({ body: { slot_number: 1 } }),
        // @ts-expect-error -- there is no such status
        api.bookingsListMine({ query: { status: 'done' } }),
      ].map(refusalOf),
    );
    expect(refusals.map((error) => api.bookingsBook.isProblem(error) && error.status)).toEqual([422, 422, 422]);
  });
});
