import { InvitationsService } from '../../src/bookings/calendar/invitations.service.js';
import { type Person, TestApp } from '../support/app.js';
import { PersonalCalendar, readCalendar } from '../support/calendars.js';
import { expectRefusal } from '../support/refusals.js';
import { opened } from '../support/schedules.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';
const TWELVE = '2027-03-22T12:00:00.000Z';

/** The lines of a calendar, unfolded. */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a booking in the calendars of its parties', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let now: Date;

  beforeAll(async () => {
    app = await TestApp.start({ MAIL_FROM: 'Vibe <hello@vibe.example>' });
  });

  beforeEach(async () => {
    app.setTime((now = NOON));
    [coach, client] = await Promise.all([
      app.coach({ fullName: 'Cora Coach' }),
      app.client({ fullName: 'Clea Client' }),
    ]);
    await opened(app, coach);
  });

  afterAll(() => app.stop());

  const invitation = (id: number, to: Person, locale: 'en' | 'de' = 'en') =>
    app.nest.get(InvitationsService).invitationFor(id, to.id, locale);
  const contentFor = async (id: number, to: Person) => (await invitation(id, to))!.content;
  const booked = async (more: object = { scheduled_at: TEN }) => {
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, ...more });
    expect(status).toBe(201);
    return body.id as number;
  };
  /** Changes the booking a minute later. */
  const change = async (by: Person, id: number, body: object) => {
    app.setTime((now = new Date(now.getTime() + 60_000)));
    const { status } = await by.put(`/bookings/bookings/${id}`, body);
    expect(status).toBe(200);
  };

  describe('by mail', () => {
    it('is a request in the name of the coach, to the recipient alone', async () => {
      const id = await booked();
      await change(coach, id, { status: 'confirmed', notes: 'Bring the insulin' });
      await app.sql(`UPDATE session_types SET location = 'Studio 2, 1st floor' WHERE coach_id = $1`, [coach.id]);
      const { method, content } = (await invitation(id, client))!;
      expect(method).toBe('REQUEST');
      expect(linesOf(content)).toEqual([
        ...[
          'BEGIN:VCALENDAR',
          'VERSION:2.0',
          'PRODID:-//vibe-coaching//calendar//EN',
          'CALSCALE:GREGORIAN',
          'METHOD:REQUEST',
        ],
        'BEGIN:VEVENT',
        expect.stringMatching(new RegExp(`^UID:booking-${id}@[0-9a-f-]{36}$`)),
        'SEQUENCE:1',
        'DTSTAMP:20270320T120100Z',
        'LAST-MODIFIED:20270320T120100Z',
        'DTSTART:20270322T100000Z',
        'DTEND:20270322T110000Z',
        'SUMMARY:Training session with Cora Coach',
        'LOCATION:Studio 2\\, 1st floor',
        'STATUS:CONFIRMED',
        'ORGANIZER;CN="Cora Coach":mailto:hello@vibe.example',
        `ATTENDEE;CN="Clea Client";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${client.email}`,
        ...[
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'TRIGGER:-PT30M',
          'DESCRIPTION:Training session with Cora Coach',
          'END:VALARM',
        ],
        ...['END:VEVENT', 'END:VCALENDAR', ''],
      ]);
      const other = linesOf(await contentFor(id, coach)).join('\n');
      expect(other).toContain('SUMMARY:Training session with Clea Client');
      expect(other).toContain(`:mailto:${coach.email}`);
      expect(other).not.toContain(client.email);
    });

    it('is tentative while it is pending, and waits for the coach', async () => {
      const id = await booked();
      expect(await contentFor(id, client)).toMatch(/STATUS:TENTATIVE[^]*PARTSTAT=ACCEPTED/);
      expect(linesOf(await contentFor(id, coach)).join()).toMatch(/STATUS:TENTATIVE.*PARTSTAT=NEEDS-ACTION/);
    });

    it('speaks the language of the recipient', async () => {
      const id = await booked({ slot_number: 1, scheduled_at: TEN });
      expect((await invitation(id, client, 'de'))!.content).toContain('SUMMARY:Training mit Cora Coach');
      expect((await invitation(id, client))!.content).toContain('SUMMARY:Training session with Cora Coach');
    });

    it.each([
      ['in order', [0, 1, 2, 3]],
      ['in disorder', [0, 2, 1, 3]],
      ['backwards, and twice', [3, 2, 3, 1, 0]],
    ])('is one event that comes, moves and goes, when its mails arrive %s', async (_, order) => {
      const id = await booked();
      const mails = [await contentFor(id, client)];
      await change(coach, id, { status: 'confirmed' });
      mails.push(await contentFor(id, client));
      await change(coach, id, { scheduled_at: TWELVE });
      mails.push(await contentFor(id, client));
      await change(client, id, { status: 'cancelled' });
      mails.push(await contentFor(id, client));
      expect(mails.map((mail) => readCalendar(mail).method)).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL']);
      expect(new Set(mails.map((mail) => readCalendar(mail).events[0]!.uid)).size).toBe(1);
      const calendar = new PersonalCalendar();
      const starts = order.map((index) => {
        calendar.take(mails[index]!);
        return calendar.events.map(({ start }) => start);
      });
      const latest = order.map((_index, taken) => Math.max(...order.slice(0, taken + 1)));
      expect(starts).toEqual(latest.map((index) => [[TEN], [TEN], [TWELVE], []][index]));
    });

    it('is taken out with its last time when the time is taken away, and comes back with a new one', async () => {
      const id = await booked({ slot_number: 1, scheduled_at: TEN });
      const calendar = new PersonalCalendar();
      calendar.take(await contentFor(id, client));
      await change(coach, id, { scheduled_at: null });
      const { method, content } = (await invitation(id, client))!;
      expect(method).toBe('CANCEL');
      expect(readCalendar(content).events).toMatchObject([
        { start: TEN, end: ELEVEN, status: 'CANCELLED', sequence: 1 },
      ]);
      calendar.take(content);
      expect(calendar.events).toEqual([]);
      await change(coach, id, { scheduled_at: TWELVE });
      calendar.take(await contentFor(id, client));
      expect(calendar.events).toMatchObject([{ start: TWELVE, sequence: 2 }]);
      await change(coach, id, { scheduled_at: null });
      await change(client, id, { status: 'cancelled' });
      expect(readCalendar(await contentFor(id, coach))).toMatchObject({
        method: 'CANCEL',
        events: [{ start: TWELVE, sequence: 4 }],
      });
    });

    it('has no alarm when it is cancelled', async () => {
      const id = await booked();
      await change(client, id, { status: 'cancelled', reason: 'My insulin pump is broken' });
      const content = await contentFor(id, coach);
      expect(content).toContain('STATUS:CANCELLED');
      expect(content).not.toMatch(/VALARM|insulin/);
    });

    it('is nothing for a booking that never had a time, for strangers, and for who is deleted', async () => {
      const id = await booked({ slot_number: 1 });
      expect(await invitation(id, client)).toBeNull();
      await change(client, id, { status: 'cancelled' });
      expect(await invitation(id, client)).toBeNull();
      const other = await booked();
      const [stranger, admin] = await Promise.all([app.client(), app.admin()]);
      for (const nobody of [stranger, admin]) expect(await invitation(other, nobody)).toBeNull();
      await admin.delete(`/admin/users/${client.id}`);
      expect(await invitation(other, client)).toBeNull();
      expect((await invitation(other, coach))!.method).toBe('CANCEL');
    });
  });

  describe('as a file', () => {
    it('is for its parties and admins, without an address of anybody', async () => {
      const id = await booked();
      const [stranger, admin] = await Promise.all([app.client(), app.admin()]);
      const titles = new Map([
        [client, 'Training session with Cora Coach'],
        [coach, 'Training session with Clea Client'],
        [admin, 'Training session: Clea Client with Cora Coach'],
      ]);
      for (const [person, summary] of titles) {
        const { status, body, headers } = await person.get(`/bookings/bookings/${id}/calendar.ics`);
        expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
        expect(headers.get('content-disposition')).toBe('attachment; filename="session.ics"');
        expect(readCalendar(body)).toMatchObject({ method: 'PUBLISH', events: [{ summary, start: TEN, end: ELEVEN }] });
        expect(body).not.toMatch(/ATTENDEE|@example\.com/);
      }
      const refused = await stranger.get(`/bookings/bookings/${id}/calendar.ics`);
      expectRefusal(refused, 403, 'not-your-booking');
      expect(refused.headers.get('content-disposition')).toBeNull();
      expectRefusal(await client.get(`/bookings/bookings/2000000000/calendar.ics`), 404, 'booking-not-found');
    });

    it('speaks the language of its reader', async () => {
      const id = await booked({ slot_number: 1, scheduled_at: TEN });
      await client.put('/users/me/settings', { locale: 'de' });
      const { body } = await client.get(`/bookings/bookings/${id}/calendar.ics`);
      expect(readCalendar(body).events).toMatchObject([{ summary: 'Training mit Cora Coach' }]);
    });

    it('says so when it is cancelled, and is refused without a time', async () => {
      const id = await booked({ slot_number: 1, scheduled_at: TEN });
      await change(coach, id, { scheduled_at: null });
      expectRefusal(await client.get(`/bookings/bookings/${id}/calendar.ics`), 409, 'no-time');
      await change(coach, id, { scheduled_at: TEN });
      await change(client, id, { status: 'cancelled' });
      const { body } = await coach.get(`/bookings/bookings/${id}/calendar.ics`);
      expect(readCalendar(body).events).toMatchObject([{ status: 'CANCELLED', start: TEN, sequence: 3 }]);
      expect(body).not.toContain('VALARM');
    });
  });
});
