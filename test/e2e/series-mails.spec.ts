import { type Person, TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';
import { bookingsIn } from '../support/series.js';
import { MailServer } from '../support/smtp.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');

describe('a series', () => {
  let server: MailServer;
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await TestApp.start({
      ...{ SMTP_URL: server.url, MAIL_FROM: 'Vibe <vibe@example.com>' },
      ...{ PUBLIC_URL: 'https://api.example.com', APP_URL: 'https://app.example.com' },
    });
    app.setTime(NOON);
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach, { time_zone: 'Europe/Berlin' });
    await client.put('/users/me/settings', { locale: 'de' });
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  /** The subjects and the first lines of the mails that came since the last call: to the coach, and to the client. */
  const sent = async () => {
    await workOff(app, NOON);
    const mails = server.mails.splice(0);
    return [coach, client].map(({ email }) =>
      mails
        .filter(({ recipients }) => recipients[0] === email)
        .map(({ parsed }) => [parsed.subject, ...(parsed.text ?? '').split('\n').slice(2, 5)].join(' | ')),
    );
  };

  it('is told of in one mail to each, whatever is done to it: the coach reads what to do', async () => {
    const wish = { coach_id: coach.id, starts_at: '2027-03-22T10:00:00Z', every_weeks: 1, count: 10 };
    const answer = await client.post('/bookings/series', wish);
    const [id, ids] = [answer.body.id as number, bookingsIn(answer.body)];
    const days = 'Mon 22 Mar – Mon 24 May';
    expect(await sent()).toEqual([
      [
        `Request: series of 10 with ${client.name}, ${days} | ${client.name} asks for a series of 10: ${days}. |  | Please confirm or ` +
          'decline them in your bookings, all at once or one by one. Those that are not confirmed by their start are cancelled.',
      ],
      [expect.stringContaining(`Angefragt: Serie von 10 Terminen mit ${coach.name}, Mo 22. März – Mo 24. Mai`)],
    ]);
    await coach.post(`/bookings/series/${id}/confirm`);
    expect(await sent()).toEqual([
      [],
      [expect.stringContaining(`${coach.name} hat 10 Termine deiner Serie bestätigt.`)],
    ]);
    await client.post(`/bookings/series/${id}/move`, { from: ids[2], starts_at: '2027-04-06T10:00:00Z' });
    expect(await sent()).toEqual([
      [expect.stringContaining(`${client.name} moved 8 sessions of your series. |  | Please confirm or decline them`)],
      [expect.stringContaining(`Du hast 8 Termine deiner Serie mit ${coach.name} verschoben.`)],
    ]);
    await client.post(`/bookings/series/${id}/cancel`, { from: ids[4], reason: 'My knee hurts.' });
    const mails = await sent();
    expect(mails).toEqual([
      [expect.stringContaining(`Cancelled: 6 sessions of a series with ${client.name}`)],
      [expect.stringContaining(`Abgesagt: 6 Termine einer Serie mit ${coach.name}`)],
    ]);
    expect(JSON.stringify(mails)).not.toContain('knee');
  });
});
