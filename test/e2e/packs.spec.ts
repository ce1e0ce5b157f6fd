import { type Person, TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';

const TEN = { name: 'Ten sessions', sessions: 10, price: { amount_minor: 45_000, currency: 'EUR' } };

describe('packs', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  const sell = async (by: Person, wanted: object = {}) => {
    const { status, body } = await by.post('/coach/packs', { ...TEN, ...wanted });
    expect(status).toBe(201);
    return body;
  };

  it('a coach offers a pack, changes it, and offers it no longer', async () => {
    const other = await app.coach();
    const pack = await sell(other);
    const rest = { coach_id: other.id, valid_days: null, session_type_ids: null, is_active: true };
    expect(pack).toEqual({ id: expect.any(Number), ...TEN, ...rest });
    const price = { amount_minor: 40_000, currency: 'CHF' };
    const changed = await other.put(`/coach/packs/${pack.id}`, { price, valid_days: 90 });
    expect(changed.body).toEqual({ ...pack, price, valid_days: 90 });
    expect((await other.get('/coach/packs')).body).toEqual([changed.body]);
    expect((await other.delete(`/coach/packs/${pack.id}`)).status).toBe(204);
    expect((await other.get('/coach/packs')).body).toEqual([]);
    expect((await other.delete(`/coach/packs/${pack.id}`)).body.code).toBe('pack-not-found');
  });

  it('clients see the packs of a coach that can be bought', async () => {
    const other = await app.coach();
    const pack = await sell(other);
    await sell(other, { is_active: false });
    expect((await client.get(`/bookings/coaches/${other.id}/packs`)).body).toEqual([pack]);
    expect((await client.get(`/bookings/coaches/${client.id}/packs`)).body.code).toBe('coach-not-found');
  });

  it('a coach neither changes nor deletes packs of another', async () => {
    const { id } = await sell(await app.coach());
    expect((await coach.put(`/coach/packs/${id}`, { sessions: 5 })).body.code).toBe('pack-not-found');
    expect((await coach.delete(`/coach/packs/${id}`)).body.code).toBe('pack-not-found');
  });

  it('a pack pays for session types of its coach alone', async () => {
    const [first, second] = await Promise.all([app.coach(), app.coach()]);
    const [own, foreign] = await Promise.all([opened(app, first), opened(app, second)]);
    const { id } = await sell(first, { session_type_ids: [own] });
    for (const session_type_ids of [[foreign], [own, foreign]]) {
      const refused = await first.put(`/coach/packs/${id}`, { session_type_ids });
      expect(refused.status).toBe(422);
      expect(refused.body.errors).toEqual([
        { field: 'session_type_ids', message: 'session_type_ids must be session types of your own.' },
      ]);
    }
    expect((await first.put(`/coach/packs/${id}`, { session_type_ids: null })).body.session_type_ids).toBeNull();
  });

  it('a pack whose session types are gone, or off the market, is sold no longer, and can still be changed', async () => {
    const other = await app.coach();
    await opened(app, other);
    const price = { amount_minor: 4_500, currency: 'EUR' };
    const made = await other.post('/coach/session-types', { name: 'Paid', minutes: 30, price, payment: 'to_book' });
    const type = made.body.id as number;
    const pack = await sell(other, { session_type_ids: [type] });
    const offered = async () => (await client.get(`/bookings/coaches/${other.id}/packs`)).body.length;
    const buy = async () => (await client.post(`/packs/${pack.id}/purchase`)).status;
    await other.put(`/coach/session-types/${type}`, { is_active: false });
    expect([await offered(), await buy()]).toEqual([0, 404]);
    await other.put(`/coach/session-types/${type}`, { is_active: true });
    expect([await offered(), await buy()]).toEqual([1, 201]);
    expect((await other.delete(`/coach/session-types/${type}`)).status).toBe(204);
    expect([await offered(), await buy()]).toEqual([0, 404]);
    expect((await other.put(`/coach/packs/${pack.id}`, { name: 'Gone' })).status).toBe(200);
    expect((await other.put(`/coach/packs/${pack.id}`, { session_type_ids: [type] })).status).toBe(200);
    expect((await other.put(`/coach/packs/${pack.id}`, { session_type_ids: [type, type + 1] })).status).toBe(422);
  });

  it.each([
    ['sessions', 0, 'sessions must be a whole number from 1 to 200.'],
    ['sessions', 201, 'sessions must be a whole number from 1 to 200.'],
    ['price', null, 'price must be a JSON object.'],
    ['price', undefined, 'price must be a JSON object.'],
    ['price.currency', { price: { amount_minor: 5 } }, 'currency must be a currency such as EUR.'],
    [
      'price.amount_minor',
      { price: { ...TEN.price, amount_minor: 0.5 } },
      'amount_minor must be a whole number from 1 to 100000000.',
    ],
    ['price.currency', { price: { ...TEN.price, currency: 'XYZ' } }, 'currency must be a currency such as EUR.'],
    ['session_type_ids', [], 'session_type_ids must be a list of 1 to 100 ids of session types, or null.'],
    ['session_type_ids', [1, 1], 'session_type_ids must not name the same session type twice.'],
  ])('refuses a pack whose %s is %j', async (field, value, message) => {
    const change = field.includes('.') ? value : { [field]: value };
    const refused = await coach.post('/coach/packs', { ...TEN, ...(change as object) });
    expect([refused.status, refused.body.errors]).toEqual([422, [{ field, message }]]);
  });
});
