import { type Person, TestApp } from '../support/app.js';

const UNTOUCHED = {
  time_zone: null,
  locale: 'en',
  mail: { bookings: true, reminders: true, waitlist: true, reviews: true },
  reminder_minutes: [1440, 120],
};

describe('the settings of a user', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const change = (who: Person, wanted: object) => who.put('/users/me/settings', wanted);
  const settingsOf = async (who: Person): Promise<unknown> => (await who.get('/users/me/settings')).body;
  const eventsOf = (who: Person) =>
    app.sql<{ data: unknown; actor_role: string }>(
      `SELECT data, actor_role FROM events WHERE subject_kind = 'account' AND subject_id = $1
          AND type = 'account.settings_changed' ORDER BY id`,
      [who.id],
    );

  it.each(['client', 'coach', 'admin'] as const)(
    'of a %s are all mails in English, a day and two hours before',
    async (role) => {
      expect(await settingsOf(await app[role]())).toEqual(UNTOUCHED);
    },
  );

  it('change one by one, inside mail too, and the others stay', async () => {
    const client = await app.client();
    expect((await change(client, { mail: { reviews: false } })).body).toEqual({
      ...UNTOUCHED,
      mail: { ...UNTOUCHED.mail, reviews: false },
    });
    const answer = await change(client, { mail: { bookings: false, reviews: true }, locale: 'de' });
    const now = { ...UNTOUCHED, locale: 'de', mail: { ...UNTOUCHED.mail, bookings: false } };
    expect(answer).toMatchObject({ status: 200, body: now });
    expect((await change(client, { reminder_minutes: [], time_zone: 'Europe/Berlin' })).body).toEqual({
      ...now,
      reminder_minutes: [],
      time_zone: 'Europe/Berlin',
    });
    expect(await settingsOf(await app.client())).toEqual(UNTOUCHED);
  });

  it('keep reminders longest first', async () => {
    const client = await app.client();
    const { body } = await change(client, { reminder_minutes: [5, 10080, 60] });
    expect(body.reminder_minutes).toEqual([10080, 60, 5]);
  });

  it.each([
    [{ reminder_minutes: [60, 120, 60] }, 'reminder_minutes must not name the same minutes twice.'],
    [{ reminder_minutes: [4] }, 'reminder_minutes must have whole numbers from 5 to 10080.'],
    [{ reminder_minutes: [1, 2, 3, 4, 5, 6] }, 'reminder_minutes must be a list of at most 5 numbers.'],
    [{ reminder_minutes: null }, 'reminder_minutes must be a list of at most 5 numbers.'],
    [{ locale: 'fr' }, 'locale must be one of en, de.'],
    [{ locale: null }, 'locale must be one of en, de.'],
    [{ mail: { reviews: 'no' } }, 'reviews must be true or false.'],
    [{ mail: { reviews: null } }, 'reviews must be true or false.'],
    [{ mail: { all: false } }, 'mail.all is not a known field.'],
    [{ mail: null }, 'mail must be a JSON object.'],
    [{ mail: true }, 'mail must be a JSON object.'],
    [{ mail: 'none' }, 'mail must be a JSON object.'],
    [{ mail: [] }, 'mail must be a JSON object.'],
    [{ mail: [{ reviews: false }] }, 'mail must be a JSON object.'],
  ])('refuse %j', async (wanted, message) => {
    const client = await app.client();
    const { status, body } = await change(client, { time_zone: 'Europe/Berlin', ...wanted });
    expect({ status, messages: (body.errors as { message: string }[]).map((error) => error.message) }).toEqual({
      status: 422,
      messages: [message],
    });
    expect(await settingsOf(client)).toEqual(UNTOUCHED);
    expect(await eventsOf(client)).toEqual([]);
  });

  it('leave an event when they change, so that reminders are planned anew', async () => {
    const coach = await app.coach();
    await change(coach, {});
    await change(coach, { reminder_minutes: [60], mail: { bookings: false } });
    expect(await eventsOf(coach)).toEqual([
      { data: { changed: ['reminder_minutes', 'mail.bookings'] }, actor_role: 'coach' },
    ]);
  });

  it('do not outlive the user', async () => {
    const [admin, client] = [await app.admin(), await app.client()];
    await change(client, { locale: 'de', reminder_minutes: [60], mail: { reminders: false } });
    expect((await admin.delete(`/admin/users/${client.id}`)).status).toBe(204);
    const [row] = await app.sql(`SELECT locale, reminder_minutes, mail_reminders FROM users WHERE id = $1`, [
      client.id,
    ]);
    expect(row).toEqual({ locale: 'en', reminder_minutes: [1440, 120], mail_reminders: true });
  });
});
