import { createHash } from 'node:crypto';
import type { Person } from '../support/app.js';
import { TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';
import { type Arrived, MailServer } from '../support/smtp.js';
import { workOff } from '../support/worker.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2027-03-20T12:00:00Z');
const MONDAY = '2027-03-22T10:00:00.000Z';
const TUESDAY = '2027-03-23T10:00:00.000Z';
const at = (instant: string | number) => new Date(instant);
const hoursBefore = (instant: string, hours: number) => new Date(Date.parse(instant) - hours * HOUR);

describe('mails', () => {
  let server: MailServer;
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await TestApp.start({
      SMTP_URL: server.url,
      MAIL_FROM: 'Vibe <vibe@example.com>',
      PUBLIC_URL: 'https://api.example.com',
      APP_URL: 'https://app.example.com',
    });
  });

  beforeEach(async () => {
    app.setTime(at(NOON));
    server.verdict = () => null;
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach, { time_zone: 'Europe/Berlin', move_notice_minutes: 0 });
    await sent();
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  /** Works off what is due and returns the mails that came since the last call. */
  const sent = async (now: Date = at(NOON)) => {
    app.setTime(now);
    await workOff(app, now);
    return server.mails.splice(0);
  };
  const subjects = (mails: readonly Arrived[], person: Person) =>
    mails.filter(({ recipients }) => recipients[0] === person.email).map(({ parsed }) => parsed.subject);
  const book = async (scheduled_at = MONDAY) => {
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at });
    expect(status).toBe(201);
    return body.id as number;
  };
  const confirmed = async (scheduled_at = MONDAY) => {
    const id = await book(scheduled_at);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    return id;
  };
  const partsOf = ({ parsed }: Arrived) => parsed.attachments.map(({ contentType }) => contentType);
  const calendarOf = ({ parsed }: Arrived) =>
    parsed.attachments.find(({ contentType }) => contentType.startsWith('application/ics'))?.content.toString() ??
    parsed.attachments[0]?.content.toString() ??
    '';

  describe('about bookings', () => {
    it('go to the coach, with what to do, and to the client, as a receipt, each with an invitation', async () => {
      await client.put('/users/me/settings', { time_zone: 'America/New_York', locale: 'de' });
      const id = await book();
      const mails = await sent();
      expect(mails.map(({ recipients }) => recipients).toSorted()).toEqual([[client.email], [coach.email]].toSorted());
      const [toClient, toCoach] = [client, coach].map((person) =>
        mails.find(({ recipients }) => recipients[0] === person.email)!,
      ) as [Arrived, Arrived];
      expect(toClient.parsed.text).toContain('06:00');
      expect(toClient.parsed.text).toContain('America/New_York');
      expect(toClient.parsed.text).toContain('Europe/Berlin');
      expect(toClient.parsed.headers.get('content-language')).toBe('de');
      expect(toCoach.parsed.text).toContain('11:00');
      expect(toCoach.parsed.from?.value).toEqual([{ name: 'Vibe', address: 'vibe@example.com' }]);
      expect(calendarOf(toCoach)).toContain(`UID:booking-${id}@`);
      expect(calendarOf(toCoach)).toContain('METHOD:REQUEST');
      expect(partsOf(toCoach)).not.toHaveLength(0);
    });

    it('follow each change, raise the sequence of the invitation, and withdraw it at the end', async () => {
      const id = await book();
      await sent();
      await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
      const [confirmation] = await sent();
      await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: TUESDAY });
      const moves = await sent();
      await client.put(`/bookings/bookings/${id}`, { status: 'cancelled', reason: 'My knee hurts.' });
      const cancellations = await sent();
      expect([confirmation!.recipients, moves.length, cancellations.length]).toEqual([[client.email], 2, 2]);
      const sequences = [confirmation!, moves[0]!, cancellations[0]!].map((mail) =>
        Number(/SEQUENCE:(\d+)/.exec(calendarOf(mail))?.[1]),
      );
      expect(sequences).toEqual([1, 2, 3]);
      expect(calendarOf(cancellations[0]!)).toContain('METHOD:CANCEL');
      expect(cancellations.map(({ raw }) => raw).join()).not.toContain('knee');
    });

    it('list all that one deed changed in one mail', async () => {
      const admin = await app.admin();
      const other = await app.client();
      await confirmed(MONDAY);
      await confirmed(TUESDAY);
      await app.booked(other, coach);
      await sent();
      expect((await admin.delete(`/admin/users/${coach.id}`)).status).toBe(204);
      const mails = await sent();
      expect(subjects(mails, client)).toHaveLength(1);
      expect(subjects(mails, other)).toHaveLength(1);
      expect(subjects(mails, coach)).toEqual([]);
      const { parsed } = mails.find(({ recipients }) => recipients[0] === client.email)!;
      expect(parsed.text).toContain('22 Mar');
      expect(parsed.text).toContain('23 Mar');
    });

    it('do not go to those who do not want them', async () => {
      await coach.put('/users/me/settings', { mail: { bookings: false } });
      await book();
      const mails = await sent();
      expect(mails.map(({ recipients }) => recipients)).toEqual([[client.email]]);
    });

    it('are sent once more after a refusal for now, with the same Message-ID, and not after one for good', async () => {
      const answered: string[] = [];
      server.verdict = (address) => {
        answered.push(address);
        return address === coach.email ? { code: 451, text: 'later' } : { code: 550, text: 'unknown' };
      };
      await book();
      expect(await sent()).toEqual([]);
      expect(answered.toSorted()).toEqual([client.email, coach.email].toSorted());
      server.verdict = () => null;
      const again = await sent(at(NOON + 60_000));
      expect(again.map(({ recipients }) => recipients)).toEqual([[coach.email]]);
      const rows = await app.sql<{ status: string; id: string }>(
        `SELECT status, id FROM deliveries WHERE recipient_id = ANY ($1) AND message = 'booking.requested' ORDER BY status`,
        [[coach.id, client.id]],
      );
      expect(rows.map(({ status }) => status)).toEqual(['done', 'failed']);
      expect(again[0]!.parsed.messageId).toContain(`<${rows[0]!.id}@`);
    });
  });

  describe('that remind', () => {
    const reminders = async (now: Date) => {
      const mails = await sent(now);
      return mails.filter(
        ({ recipients, parsed }) => recipients[0] === client.email && parsed.subject?.includes('Reminder'),
      );
    };

    it('come a day and two hours before a confirmed session, once, and can be ended with one click', async () => {
      await confirmed(TUESDAY);
      await sent();
      expect(await reminders(hoursBefore(TUESDAY, 24.01))).toEqual([]);
      const [day] = await reminders(hoursBefore(TUESDAY, 24));
      expect(day!.parsed.headers.get('list')).toMatchObject({
        unsubscribe: { url: expect.stringContaining('/mail/unsubscribe/') },
      });
      expect(day!.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      expect(await reminders(hoursBefore(TUESDAY, 23))).toEqual([]);
      expect(await reminders(hoursBefore(TUESDAY, 2))).toHaveLength(1);
      const [, path] = /https:\/\/api\.example\.com\/api\/v1(\S+)>/.exec(day!.raw.replaceAll(/\r\n[ \t]/g, ''))!;
      const clicked = await app.nobody.send('POST', path!, 'List-Unsubscribe=One-Click', {
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect(clicked.status).toBeLessThan(300);
      await confirmed('2027-03-25T10:00:00.000Z');
      expect(await reminders(hoursBefore('2027-03-25T10:00:00.000Z', 2))).toEqual([]);
    });

    it('come for the new time of a moved session only, and never for a cancelled one', async () => {
      const [moved, cancelled] = [await confirmed(MONDAY), await confirmed('2027-03-22T14:00:00.000Z')];
      await sent();
      await coach.post(`/bookings/bookings/${moved}/move`, { scheduled_at: TUESDAY });
      await coach.put(`/bookings/bookings/${cancelled}`, { status: 'cancelled' });
      await sent();
      expect(await reminders(hoursBefore(MONDAY, 2))).toEqual([]);
      expect(await reminders(at('2027-03-22T12:00:00Z'))).toHaveLength(1);
      expect(await reminders(hoursBefore(TUESDAY, 2))).toHaveLength(1);
    });

    it('come late when nothing ran, the last one only, and not after the start', async () => {
      await confirmed(MONDAY);
      await sent();
      const late = await reminders(hoursBefore(MONDAY, 1));
      expect(late).toHaveLength(1);
      await confirmed(TUESDAY);
      await sent(at('2027-03-22T09:30:00Z'));
      expect(await reminders(at(TUESDAY))).toEqual([]);
    });

    it('do not come for moments before the confirmation', async () => {
      app.setTime(hoursBefore(MONDAY, 5));
      await confirmed(MONDAY);
      expect(await reminders(hoursBefore(MONDAY, 5))).toEqual([]);
      expect(await reminders(hoursBefore(MONDAY, 2))).toHaveLength(1);
    });

    it('come when the client’s settings say, also for sessions that were booked before', async () => {
      await confirmed(TUESDAY);
      await sent();
      await client.put('/users/me/settings', { reminder_minutes: [60] });
      await sent();
      expect(await reminders(hoursBefore(TUESDAY, 24))).toEqual([]);
      expect(await reminders(hoursBefore(TUESDAY, 2))).toEqual([]);
      expect(await reminders(hoursBefore(TUESDAY, 1))).toHaveLength(1);
    });

    it('list the day for the coach at 06:00 of the schedule’s zone, once, when there is something', async () => {
      await confirmed(MONDAY);
      await book('2027-03-22T14:00:00.000Z');
      await sent();
      expect(subjects(await sent(at('2027-03-22T04:59:59Z')), coach)).toEqual([]);
      const mails = (await sent(at('2027-03-22T05:00:00Z'))).filter(({ recipients }) => recipients[0] === coach.email);
      expect(mails).toHaveLength(1);
      expect(mails[0]!.parsed.text).toMatch(/11:00[\s\S]*15:00/);
      await confirmed('2027-03-22T16:00:00.000Z');
      await sent(at('2027-03-22T05:00:01Z'));
      expect(subjects(await sent(at('2027-03-22T07:00:00Z')), coach)).toEqual([]);
    });

    it('list the day at 06:00 of the zone to which the coach has moved', async () => {
      await confirmed('2027-03-22T15:00:00.000Z');
      await sent();
      await coach.put('/coach/schedule', { time_zone: 'America/New_York' });
      expect(subjects(await sent(at('2027-03-22T05:00:00Z')), coach)).toEqual([]);
      expect(subjects(await sent(at('2027-03-22T10:00:00Z')), coach)).toHaveLength(1);
    });
  });

  describe('about accounts', () => {
    const tokenIn = (mails: readonly Arrived[]) => /#token=([\w-]{43})/.exec(mails[0]!.parsed.text!)![1]!;

    it('welcome a new user, and their link verifies the address', async () => {
      const email = 'welcome@example.com';
      const account = { email, password: 'horse staple 2027', full_name: 'Wel Come' };
      const { body } = await app.nobody.post('/auth/signup', account, { 'accept-language': 'de-AT,de;q=0.9' });
      const mails = await sent();
      expect(mails.map(({ recipients }) => recipients)).toEqual([[email]]);
      expect(mails[0]!.parsed.headers.get('content-language')).toBe('de');
      expect((await app.nobody.post('/auth/verify-email', { token: tokenIn(mails) })).status).toBeLessThan(300);
      expect((await app.with(body.access_token).get('/auth/me')).body.email_verified_at).toBe(at(NOON).toISOString());
    });

    it('reset a password for a known address, and send nothing to an unknown one', async () => {
      for (const email of [client.email, 'nobody@example.com']) {
        expect((await app.nobody.post('/auth/password-reset', { email })).status).toBe(202);
      }
      const mails = await sent();
      expect(mails.map(({ recipients }) => recipients)).toEqual([[client.email]]);
      const reset = { token: tokenIn(mails), new_password: 'a new horse staple' };
      expect((await app.nobody.post('/auth/password-reset/confirm', reset)).status).toBeLessThan(300);
      const [told] = await sent();
      expect(told!.recipients).toEqual([client.email]);
      const login = { email: client.email, password: reset.new_password };
      expect((await app.nobody.post('/auth/login', login)).status).toBe(200);
      expect(JSON.stringify(await app.sql('SELECT * FROM deliveries'))).not.toContain(reset.token);
      const hash = createHash('sha256').update(reset.token).digest('hex');
      expect(JSON.stringify(await app.sql('SELECT * FROM account_links'))).not.toContain(reset.token);
      expect(hash).toHaveLength(64);
    });

    it('confirm a new address there, and tell the old one when it is asked for and when it is done', async () => {
      const new_email = 'new-address@example.com';
      await client.post('/auth/email', { password: 'horse staple 2026', new_email });
      const asked = await sent();
      expect(asked.map(({ recipients }) => recipients[0]).toSorted()).toEqual([client.email, new_email].toSorted());
      const link = asked.filter(({ recipients }) => recipients[0] === new_email);
      expect((await app.nobody.post('/auth/email/confirm', { token: tokenIn(link) })).status).toBeLessThan(300);
      const done = await sent();
      expect(done.map(({ recipients }) => recipients)).toEqual([[client.email]]);
    });
  });
});
