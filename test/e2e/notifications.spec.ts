import type { NotificationDto } from '../../src/notifications/dto/notification.dto.js';
import { type Person, TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const MONDAY = '2027-03-22T10:00:00.000Z';

describe('notifications', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, client, admin] = await Promise.all([app.coach(), app.client(), app.admin()]);
    await opened(app, coach, { time_zone: 'Europe/Berlin' });
  });

  afterAll(() => app.stop());

  const book = async () => {
    const { body } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: MONDAY });
    return body.id as number;
  };
  const told = async (person: Person, query = '') => {
    await workOff(app, NOON);
    return (await person.get(`/notifications${query}`)).body as NotificationDto[];
  };
  const types = async (person: Person) => (await told(person)).map(({ type }) => type);

  it('tell the coach of a request, in the time zone of the schedule, and not the client who made it', async () => {
    const id = await book();
    expect(await told(client)).toEqual([]);
    expect(await told(coach)).toEqual([
      {
        id: expect.any(Number),
        type: 'booking.requested',
        title: expect.any(String),
        body: expect.stringContaining('Mon 22 Mar 2027, 11:00 (Europe/Berlin)'),
        booking_id: id,
        waitlist_entry_id: null,
        review_id: null,
        read_at: null,
        created_at: NOON.toISOString(),
      },
    ]);
  });

  it('are in the language and time zone of the settings at the moment', async () => {
    const id = await book();
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    const [english] = await told(client);
    expect(english!.title).toBe('Session confirmed');
    expect(english!.body).toContain('11:00 (Europe/Berlin)');
    await client.put('/users/me/settings', { locale: 'de', time_zone: 'America/New_York' });
    const [german] = await told(client);
    expect(german!.title).not.toBe(english!.title);
    expect(german!.body).toContain('06:00 (America/New_York)');
  });

  it('tell the other party of each change, and both of what an admin or the system did', async () => {
    const id = await book();
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: '2027-03-23T10:00:00.000Z' });
    await coach.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    expect(await types(client)).toEqual(['booking.declined', 'booking.confirmed']);
    expect(await types(coach)).toEqual(['booking.moved', 'booking.requested']);
    const other = await book();
    await admin.put(`/bookings/bookings/${other}`, { status: 'cancelled' });
    expect((await types(client))[0]).toBe('booking.cancelled');
    expect((await types(coach))[0]).toBe('booking.cancelled');
    await book();
    await workOff(app, new Date(MONDAY));
    expect((await types(client))[0]).toBe('booking.expired');
    expect((await types(coach))[0]).toBe('booking.expired');
  });

  it('keep the time that was told, when the session moves again', async () => {
    const id = await book();
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    for (const day of [23, 24]) {
      await coach.post(`/bookings/bookings/${id}/move`, { scheduled_at: `2027-03-${day}T10:00:00.000Z` });
    }
    const bodies = (await told(client)).map(({ body }) => body);
    expect(bodies.map((body) => /(\d\d) Mar/.exec(body)?.[1])).toEqual(['24', '23', '22']);
  });

  it('are read one by one or all at once, counted, and nobody reads another’s', async () => {
    for (const slot of [1, 2, 3]) await app.booked(client, coach, slot);
    const [newest, ...others] = await told(coach);
    expect((await coach.get('/notifications/unread-count')).body).toEqual({ count: 3 });
    expect((await client.post(`/notifications/${newest!.id}/read`)).body).toMatchObject({
      status: 404,
      code: 'notification-not-found',
    });
    expect((await coach.post(`/notifications/${newest!.id}/read`)).status).toBe(204);
    expect((await coach.post(`/notifications/${newest!.id}/read`)).status).toBe(204);
    expect((await coach.get('/notifications/unread-count')).body).toEqual({ count: 2 });
    expect((await told(coach)).map(({ read_at }) => read_at)).toEqual([NOON.toISOString(), null, null]);
    expect((await coach.post('/notifications/read-all')).status).toBe(204);
    expect((await coach.get('/notifications/unread-count')).body).toEqual({ count: 0 });
    expect(others).toHaveLength(2);
  });

  it('come in pages', async () => {
    for (const slot of [1, 2, 3]) await app.booked(client, coach, slot);
    const all = await told(coach);
    const first = await coach.get('/notifications?limit=2');
    const next = /<([^>]+)>/.exec(first.headers.get('link')!)![1]!;
    const second = await coach.get(next);
    expect([...first.body, ...second.body]).toEqual(all);
    expect(second.headers.get('link')).toBeNull();
  });

  it('of a deleted user go, and nobody tells them anything after', async () => {
    const id = await book();
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    await told(client);
    await admin.delete(`/admin/users/${client.id}`);
    await workOff(app, NOON);
    expect(await app.sql(`SELECT FROM notifications WHERE user_id = $1`, [client.id])).toEqual([]);
    expect(await types(coach)).toEqual(['booking.cancelled', 'booking.requested']);
  });
});
