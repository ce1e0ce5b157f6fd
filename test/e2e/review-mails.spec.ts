import { type Person, TestApp } from '../support/app.js';
import { completedSession } from '../support/reviews.js';
import { MailServer } from '../support/smtp.js';
import { workOff } from '../support/worker.js';

const HOUR = 3_600_000;

interface Notification {
  readonly type: string;
  readonly body: string;
  readonly booking_id: number | null;
  readonly review_id: number | null;
}

describe('people are told of reviews', () => {
  let server: MailServer;
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await TestApp.start({
      SMTP_URL: server.url,
      MAIL_FROM: 'Vibe <vibe@example.com>',
      PUBLIC_URL: 'https://api.example.com',
    });
    admin = await app.admin();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach({ fullName: 'Carla Weiß' }), app.client({ fullName: 'Jo Miller' })]);
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  /** Works off what is due by then, and returns the subjects of the mails to a person since the last call. */
  const mailsTo = async (person: Person, inHours = 0) => {
    await workOff(app, new Date(Date.now() + inHours * HOUR));
    const [own, others] = [[], []] as (typeof server.mails)[];
    for (const mail of server.mails.splice(0)) (mail.recipients[0] === person.email ? own : others)!.push(mail);
    server.mails.push(...others!);
    return own!.map(({ parsed }) => parsed);
  };
  const notesOf = async (person: Person) => (await person.get('/notifications')).body as Notification[];
  const path = (booking: number) => `/bookings/bookings/${booking}/review`;

  it('clients are invited once, an hour after the session, unless they have reviewed it or want no such mails', async () => {
    const [first, second] = [await completedSession(app, coach, client), await completedSession(app, coach, client)];
    expect(await mailsTo(client)).toEqual([]);
    expect(await notesOf(client)).toMatchObject([
      { type: 'review.invited', booking_id: second, review_id: null },
      { type: 'review.invited', booking_id: first, review_id: null },
    ]);
    await client.post(path(first), { rating: 5 });
    const mails = await mailsTo(client, 1.1);
    expect(mails.map(({ subject }) => subject)).toEqual(['How was it? Slot 1 with Carla Weiß']);
    expect(mails[0]!.headers.get('list')).toBeDefined();
    await completedSession(app, coach, client);
    await client.put('/users/me/settings', { mail: { reviews: false } });
    expect(await mailsTo(client, 1.1)).toEqual([]);
  });

  it('coaches hear of a new review under its signature, and not of which session; clients of the first answer', async () => {
    const booking = await completedSession(app, coach, client);
    const { body } = await client.post(path(booking), { rating: 5, show_name: false });
    const [mail] = await mailsTo(coach);
    expect(mail!.subject).toBe('New review by a client');
    expect(mail!.text).not.toMatch(/Miller|Jo|Slot/);
    const [note] = await notesOf(coach);
    expect(note).toMatchObject({ type: 'review.created', booking_id: null, review_id: body.id });
    expect(JSON.stringify(note)).not.toMatch(/Jo|Miller/);
    const reply = `/bookings/coaches/${coach.id}/reviews/${body.id}/reply`;
    await coach.put(reply, { text: 'Thanks!' });
    await coach.put(reply, { text: 'Thank you!' });
    expect((await mailsTo(client)).map(({ subject }) => subject)).toEqual(['Carla Weiß answered your review']);
    expect((await notesOf(client))[0]).toMatchObject({ type: 'review.replied', booking_id: booking });
  });

  it('admins hear of a report, and the client of a removal, whatever mails they want', async () => {
    const booking = await completedSession(app, coach, client);
    const { body } = await client.post(path(booking), { rating: 1 });
    for (const person of [admin, client]) await person.put('/users/me/settings', { mail: { reviews: false } });
    await coach.post(`/bookings/coaches/${coach.id}/reviews/${body.id}/report`, { reason: 'Rude.' });
    expect((await mailsTo(admin)).map(({ subject }) => subject)).toEqual(['Review reported by Carla Weiß']);
    expect((await notesOf(admin))[0]).toMatchObject({
      ...{ type: 'review.reported', booking_id: null, review_id: body.id },
    });
    await admin.put(`/admin/reviews/${body.id}`, { status: 'removed', reason: 'Insults.' });
    const [mail] = await mailsTo(client);
    expect(mail!.subject).toBe('Your review of Carla Weiß was removed');
    expect(mail!.text).not.toContain('Insults');
  });

  it('nobody by mail of a review that is gone by then', async () => {
    const booking = await completedSession(app, coach, client);
    await client.post(path(booking), { rating: 5 });
    await client.delete(path(booking));
    expect(await mailsTo(coach)).toEqual([]);
  });
});
