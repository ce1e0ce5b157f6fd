import { type Person, TestApp } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { opened } from '../support/schedules.js';
import { MailServer } from '../support/smtp.js';
import { accept, cancel, fullCoach, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

const NOON = Date.parse('2027-03-20T12:00:00Z');
const MINUTE = 60_000;
const MONDAY = '2027-03-22';
const TEN = `${MONDAY}T10:00:00.000Z`;

describe('what people who wait are told', () => {
  let server: MailServer;
  let app: TestApp;
  let coach: Person;
  let holder: Person;
  let booking: number;
  let first: Person;
  let second: Person;

  beforeAll(async () => {
    server = await MailServer.start();
    const SMTP = { SMTP_URL: server.url, MAIL_FROM: 'Vibe <vibe@example.com>' };
    app = await TestApp.start({ ...SMTP, PUBLIC_URL: 'https://api.example.com' });
  });

  beforeEach(async () => {
    app.setTime(new Date(NOON));
    const full = await fullCoach(app);
    [coach, holder, booking] = [full.coach, full.holders[0]!, full.bookings[0]!];
    [first, second] = (await app.clients(2)) as [Person, Person];
    await sent(0);
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  /** The subjects of the mails that come so many minutes after noon, by address. */
  const sent = async (minutes: number, person = first) => {
    const now = new Date(NOON + minutes * MINUTE);
    app.setTime(now);
    await workOff(app, now);
    const mails = server.mails.splice(0);
    return mails.filter(({ recipients }) => recipients[0] === person.email).map(({ parsed }) => parsed.subject);
  };
  const notified = async (person: Person) =>
    ((await person.get('/notifications')).body as { type: string }[]).map(({ type }) => type);

  it('is an offer, that it is about to lapse, and that it has lapsed', async () => {
    const id = await joined(first, { coach_id: coach.id });
    const other = await joined(second, { coach_id: coach.id });
    await cancel(holder, booking);
    expect(await sent(0)).toEqual([`Free for you until 14:00: Slot 1 with ${coach.name}`]);
    const { body } = await first.get('/notifications');
    expect(body).toEqual([
      {
        ...{ id: expect.any(Number), type: 'waitlist.offered', title: 'Your turn on the waitlist' },
        body: `What you wait for is free with ${coach.name}: Slot 1. We keep it for you until Sat 20 Mar 2027, 14:00 (UTC).`,
        ...{ booking_id: null, waitlist_entry_id: id, review_id: null, read_at: null },
        created_at: new Date(NOON).toISOString(),
      },
    ]);
    expect(await sent(104)).toEqual([]);
    expect(await sent(105)).toEqual([`Only until 14:00: Slot 1 with ${coach.name}`]);
    expect(await sent(120)).toEqual([`Offer ended: Slot 1 with ${coach.name}`]);
    expect(await notified(first)).toEqual(['waitlist.lapsed', 'waitlist.offered']);
    expect(await notified(second)).toEqual(['waitlist.offered']);
    expect((await accept(second, other)).status).toBe(201);
    expect(await sent(225, second)).toEqual([`Requested: Slot 1 with ${coach.name}`]);
  });

  it('is nothing of an offer that is over when the mail is sent', async () => {
    await joined(first, { coach_id: coach.id });
    await cancel(holder, booking);
    const [entry] = (await first.get('/bookings/waitlist')).body as { id: number }[];
    await accept(first, entry!.id);
    expect(await sent(1)).toEqual([`Requested: Slot 1 with ${coach.name}`]);
    expect(await sent(110)).toEqual([]);
    expect(await notified(first)).toEqual(['waitlist.offered']);
  });

  it('is why they were passed over, once', async () => {
    await opened(app, coach, { client_limit: 1 });
    await coach.put('/coach/slots', { total_slots: 2 });
    await app.booked(first, coach, 2);
    await sent(0);
    await joined(first, { coach_id: coach.id });
    await cancel(holder, booking);
    expect(await sent(0)).toEqual([`Waitlist: passed over, Session with ${coach.name}`]);
    expect(await sent(20)).toEqual([]);
    const { body } = await first.get('/notifications');
    expect(body[0]).toMatchObject({
      type: 'waitlist.skipped',
      body: expect.stringContaining('as many active bookings'),
    });
  });

  it('is of a time and of a seat when it is, and of what', async () => {
    const type = await opened(app, coach, { weekly_hours: [600, 660], grid_minutes: 60 });
    await joined(first, { coach_id: coach.id, session_type_id: type, from: MONDAY, to: MONDAY });
    expect(await sent(0)).toEqual([`Free for you until 14:00: Training session with ${coach.name}, Mon 22 Mar 10:00`]);
    const other = await app.coach();
    const session = await groupSession(other, await groupType(app, other, { capacity: 2 }), TEN);
    const seats = await Promise.all(
      [holder, second].map((one) => one.post('/bookings/book', { coach_id: other.id, group_session_id: session })),
    );
    const third = await app.client();
    await joined(third, { group_session_id: session });
    await cancel(holder, seats[0]!.body.id);
    expect(await sent(0, third)).toEqual([`Free for you until 14:00: Mobility with ${other.name}, Mon 22 Mar 10:00`]);
  });

  it('comes by mail only if they want it, and in their language', async () => {
    await first.put('/users/me/settings', { mail: { waitlist: false } });
    await second.put('/users/me/settings', { locale: 'de' });
    await joined(first, { coach_id: coach.id });
    await joined(second, { coach_id: coach.id });
    await cancel(holder, booking);
    expect(await sent(0)).toEqual([]);
    expect(await notified(first)).toEqual(['waitlist.offered']);
    expect(await sent(120, second)).toEqual([`Bis 16:00 für dich frei: Platz 1 mit ${coach.name}`]);
  });
});
