import { type Person, TestApp } from '../support/app.js';
import { expectFieldsRefused } from '../support/refusals.js';

describe('a period in a query', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ coach, client } = await app.connected());
    admin = await app.admin();
  });

  afterAll(() => app.stop());

  const lists = (): [Person, string, string, string][] => [
    [client, '/client/workout-logs', 'start_date', 'end_date'],
    [client, '/client/diet-logs', 'start_date', 'end_date'],
    [coach, `/coach/clients/${client.id}/workout-logs`, 'start_date', 'end_date'],
    [coach, `/coach/clients/${client.id}/diet-logs`, 'start_date', 'end_date'],
    [client, '/bookings/my-bookings', 'from', 'to'],
    [coach, '/bookings/coach/bookings', 'from', 'to'],
    [admin, '/bookings/admin/bookings', 'from', 'to'],
    [admin, `/bookings/admin/coaches/${coach.id}/bookings`, 'from', 'to'],
  ];

  it('that ends before it starts is refused on every list, with the names of both parameters', async () => {
    for (const [caller, path, first, last] of lists()) {
      const answer = await caller.get(`${path}?${first}=2026-11-22&${last}=2026-11-21`);
      expectFieldsRefused(answer, first, last);
      const [start, end] = [first, last].map((name) => name.replace('_', ' ')) as [string, string];
      const rules = `${start} must not be after ${end}; ${end} must not be before ${start}.`;
      expect(answer.body.detail).toBe(rules.charAt(0).toUpperCase() + rules.slice(1));
    }
  });

  it('may be one day on every list', async () => {
    for (const [caller, path, first, last] of lists()) {
      expect((await caller.get(`${path}?${first}=2026-11-22&${last}=2026-11-22`)).status).toBe(200);
    }
  });

  it.each([
    ['2026-11-22T12:00:00Z', '2026-11-22', 200],
    ['2026-11-22', '2026-11-22T00:00:00Z', 200],
    ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z', 200],
    ['2026-11-22T12:00:00%2B02:00', '2026-11-22T10:30:00Z', 200],
    ['2026-11-23T00:00:00Z', '2026-11-22', 422],
    ['2026-11-23', '2026-11-22T23:59:59Z', 422],
    ['2026-11-22T12:00:00.001Z', '2026-11-22T12:00:00Z', 422],
    ['2026-11-22T12:00:00Z', '2026-11-22T13:30:00%2B02:00', 422],
  ])('from %s to %s is answered %i', async (from, to, status) => {
    expect((await client.get(`/bookings/my-bookings?from=${from}&to=${to}`)).status).toBe(status);
  });

  it('with one invalid end names only that end', async () => {
    expectFieldsRefused(await client.get('/client/workout-logs?start_date=2026-11-22&end_date=x'), 'end_date');
    expectFieldsRefused(await client.get('/bookings/my-bookings?from=x&to=2026-11-22'), 'from');
  });

  it('whose + is not escaped is refused with the advice to send %2B', async () => {
    for (const parameter of ['from', 'to']) {
      const answer = await client.get(`/bookings/my-bookings?${parameter}=2026-11-22T12:00:00+02:00`);
      expectFieldsRefused(answer, parameter);
      expect(answer.body.detail).toContain('%2B');
    }
  });
});
