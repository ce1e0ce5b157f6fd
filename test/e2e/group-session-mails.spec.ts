import { type Person, TestApp } from '../support/app.js';
import { readCalendar } from '../support/calendars.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { opened } from '../support/schedules.js';
import { type Arrived, MailServer } from '../support/smtp.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';

describe('of a group session', () => {
  let server: MailServer;
  let app: TestApp;
  let coach: Person;
  let clients: [Person, Person];
  let type: number;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await TestApp.start({
      SMTP_URL: server.url,
      MAIL_FROM: 'Vibe <vibe@example.com>',
      PUBLIC_URL: 'https://api.example.com',
    });
  });

  beforeEach(async () => {
    app.setTime(NOON);
    coach = await app.coach({ fullName: 'Cora Coach' });
    clients = [await app.client(), await app.client()];
    await opened(app, coach);
    type = await groupType(app, coach, { capacity: 3 });
    await sent();
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  /** Works off what is due and returns the mails that came since the last call. */
  const sent = async (now: Date = NOON) => {
    app.setTime(now);
    await workOff(app, now);
    return server.mails.splice(0);
  };
  const to = (mails: readonly Arrived[], person: Person) =>
    mails.filter(({ recipients }) => recipients[0] === person.email);
  const book = async (client: Person, group_session_id: number) => {
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, group_session_id });
    expect(status).toBe(201);
    return body.id as number;
  };
  const calendarsOf = ({ parsed }: Arrived) =>
    parsed.attachments
      .filter(({ contentType }) => /ics|calendar/.test(contentType))
      .map(({ content }) => content.toString());
  const unread = async (person: Person) => (await person.get('/notifications/unread-count')).body.count as number;
  const subscribed = async (person: Person, detail: string) =>
    new URL((await person.post('/calendars', { detail })).body.url).pathname;
  const eventsOf = async (path: string) => readCalendar((await app.nobody.get(path)).body).events;
  const feedOf = async (person: Person, detail: string) => eventsOf(await subscribed(person, detail));

  it('the coach is told of each seat, without an invitation, and the client with one', async () => {
    const id = await groupSession(coach, type, TEN);
    expect(await sent()).toEqual([]);
    const booking = await book(clients[0], id);
    const mails = await sent();
    const [toCoach, toClient] = [to(mails, coach), to(mails, clients[0])];
    expect([toCoach.length, toClient.length]).toEqual([1, 1]);
    expect(toCoach[0]!.parsed.subject).toContain('Mobility');
    expect(calendarsOf(toCoach[0]!)).toEqual([]);
    expect(calendarsOf(toClient[0]!)[0]).toContain(`UID:booking-${booking}@`);
  });

  it('a move is told once to each client, and not to the coach who moved it', async () => {
    const id = await groupSession(coach, type, TEN);
    for (const client of clients) await book(client, id);
    await sent();
    const before = await Promise.all([coach, ...clients].map(unread));
    expect((await coach.put(`/coach/group-sessions/${id}`, { starts_at: ELEVEN, capacity: 2 })).status).toBe(200);
    const mails = await sent();
    expect(mails.map(({ recipients }) => recipients[0]).toSorted()).toEqual(
      clients.map(({ email }) => email).toSorted(),
    );
    for (const mail of mails) {
      expect(mail.parsed.subject).toMatch(/^Moved: Mobility with Cora Coach/);
      expect(calendarsOf(mail)[0]).toContain('SEQUENCE:1');
    }
    const after = await Promise.all([coach, ...clients].map(unread));
    expect(after.map((count, index) => count - before[index]!)).toEqual([0, 1, 1]);
  });

  it('a cancellation is told once to each client, whose calendar loses it', async () => {
    const id = await groupSession(coach, type, TEN);
    const bookings = [await book(clients[0], id), await book(clients[1], id)];
    await coach.put(`/bookings/bookings/${bookings[0]!}`, { status: 'confirmed' });
    await sent();
    expect((await coach.delete(`/coach/group-sessions/${id}`)).status).toBe(204);
    const mails = await sent();
    expect(mails.map(({ recipients }) => recipients[0]).toSorted()).toEqual(
      clients.map(({ email }) => email).toSorted(),
    );
    expect(to(mails, clients[0])[0]!.parsed.subject).toMatch(/^Cancelled: Mobility/);
    expect(to(mails, clients[1])[0]!.parsed.subject).toMatch(/^Declined: Mobility/);
    for (const mail of mails) expect(calendarsOf(mail)[0]).toContain('METHOD:CANCEL');
  });

  it('all seats that are confirmed at once are told to their clients', async () => {
    const id = await groupSession(coach, type, TEN);
    for (const client of clients) await book(client, id);
    await sent();
    await coach.post(`/coach/group-sessions/${id}/confirm`);
    const mails = await sent();
    expect(mails.map(({ parsed }) => parsed.subject?.split(':')[0])).toEqual(['Confirmed', 'Confirmed']);
  });

  it('the list of the coach’s day names it once, with its seats, also when nobody takes part', async () => {
    const id = await groupSession(coach, type, TEN);
    await groupSession(coach, type, '2027-03-23T10:00:00Z');
    for (const client of clients) await book(client, id);
    await clients[0].post('/bookings/book', { coach_id: coach.id, scheduled_at: ELEVEN });
    await sent();
    const [monday] = to(await sent(new Date('2027-03-22T06:00:00Z')), coach);
    expect(monday!.parsed.subject).toBe('Mon 22 Mar: 2 sessions, first at 10:00');
    expect(monday!.parsed.text).toContain('10:00–10:45: Mobility, 2 of 3 seats (2 not confirmed)');
    expect(monday!.parsed.text!.match(/Mobility/g)).toHaveLength(1);
    const tuesday = to(await sent(new Date('2027-03-23T06:00:00Z')), coach);
    const text = tuesday.map(({ parsed }) => parsed.text).find((one) => one?.includes('Mobility, 0 of 3 seats'));
    expect(text).toBeDefined();
  });

  it('its coach’s calendar has one event, and that of each client has theirs', async () => {
    const id = await groupSession(coach, type, TEN);
    const bookings = [await book(clients[0], id), await book(clients[1], id)];
    expect(await feedOf(coach, 'full')).toEqual([
      expect.objectContaining({
        uid: expect.stringMatching(new RegExp(`^group-session-${id}@`)),
        ...{ start: TEN, end: '2027-03-22T10:45:00.000Z', summary: 'Mobility (2 of 3 seats)', status: 'CONFIRMED' },
        names: expect.arrayContaining(['location']),
      }),
    ]);
    const [titled] = await feedOf(coach, 'titles');
    expect(titled).toMatchObject({ summary: 'Mobility', names: expect.not.arrayContaining(['location']) });
    expect(await feedOf(coach, 'busy')).toMatchObject([{ summary: 'Busy', status: null }]);
    const [own] = await feedOf(clients[0], 'full');
    expect(own).toMatchObject({
      uid: expect.stringMatching(`^booking-${bookings[0]!}@`),
      summary: 'Mobility with Cora Coach',
    });
  });

  it('a calendar says for thirty days that it is cancelled', async () => {
    const id = await groupSession(coach, type, TEN);
    const feed = await subscribed(coach, 'titles');
    const [before] = await eventsOf(feed);
    await coach.delete(`/coach/group-sessions/${id}`);
    const [after] = await eventsOf(feed);
    expect(after).toMatchObject({ uid: before!.uid, status: 'CANCELLED', sequence: before!.sequence + 1 });
    app.setTime(new Date('2027-04-19T12:00:01Z'));
    expect(await eventsOf(feed)).toEqual([]);
  });
});
