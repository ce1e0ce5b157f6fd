import { JwtService } from '@nestjs/jwt';
import { type Person, TestApp } from '../support/app.js';
import { keepMails } from '../support/deliveries.js';
import { LettersService } from '../../src/notifications/letters/letters.service.js';
import { groupType } from '../support/group-sessions.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const MINUTE = 60_000;
const SECRET = 'a secret of the Jitsi server, of 32 letters';

describe('video sessions', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start({ APP_URL: 'https://app.example.com', VIDEO_BASE_URL: 'https://video.example.com' });
    keepMails(app);
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    type = await opened(app, coach);
    await coach.put(`/coach/session-types/${type}`, { location_kind: 'video' });
  });

  afterAll(() => app.stop());

  /** A confirmed session of an hour that starts in so many minutes. */
  const session = (minutes: number, more: object = {}) => {
    const start = Date.now() + minutes * MINUTE;
    return insert(app, 'bookings', {
      ...{ coach_id: coach.id, client_id: client.id, session_type_id: type, session_type_name: 'Check-in' },
      ...{ scheduled_at: new Date(start).toISOString(), ends_at: new Date(start + 60 * MINUTE).toISOString() },
      ...{ status: 'confirmed', ...more },
    });
  };

  const enter = (who: Person, id: number) => who.get(`/bookings/bookings/${id}/video`);

  it('have a room for both parties, that nobody can guess, from 15 minutes before until 30 after', async () => {
    const id = await session(10);
    const [ofClient, ofCoach] = [await enter(client, id), await enter(coach, id)];
    expect(ofClient).toMatchObject({ status: 200 });
    expect(ofClient.body).toEqual({
      join_url: expect.stringMatching(/^https:\/\/video\.example\.com\/session-[0-9a-f]{36}$/),
      opens_at: expect.any(String),
      closes_at: expect.any(String),
    });
    expect(ofCoach.body).toEqual(ofClient.body);
    const { opens_at, closes_at } = ofClient.body as { opens_at: string; closes_at: string };
    expect(Date.parse(closes_at) - Date.parse(opens_at)).toBe(105 * MINUTE);
  });

  it('are entered by nobody else', async () => {
    const id = await session(10);
    const [other, stranger, admin] = await Promise.all([app.client(), app.coach(), app.admin()]);
    for (const person of [other, stranger]) expectRefusal(await enter(person, id), 403, 'not-your-booking');
    expectRefusal(await enter(admin, id), 403, 'forbidden');
    expectRefusal(await enter(client, 999_999), 404, 'booking-not-found');
  });

  it('are not open earlier or later, and say when, in the zone of the reader', async () => {
    const early = await session(20);
    await client.put('/users/me/settings', { time_zone: 'Europe/Berlin' });
    const answer = await enter(client, early);
    expectRefusal(answer, 409, 'video-not-open');
    expect(answer.body.detail).toMatch(
      /^The room of this session opens at \d{4}-\d\d-\d\d \d\d:\d\d \(Europe\/Berlin\)/,
    );
    const over = await session(-91, { client_id: (await app.client()).id });
    expect((await enter(coach, over)).body).toMatchObject({
      ...{ code: 'video-not-open', detail: expect.stringMatching(/^The room of this session closed at /) },
    });
  });

  it.each([
    ['not confirmed', { status: 'pending' }],
    ['cancelled', { status: 'cancelled' }],
    ['without a time', { scheduled_at: null, ends_at: null, slot_number: 2 }],
    ['of no type', { session_type_id: null, session_type_name: null }],
  ])('have no room when they are %s', async (_, more) => {
    expectRefusal(await enter(client, await session(10, more)), 409, 'no-video');
  });

  it('have no room when the type is no video', async () => {
    await coach.put(`/coach/session-types/${type}`, { location_kind: 'phone' });
    expectRefusal(await enter(client, await session(10)), 409, 'no-video');
  });

  it('get their room when they are confirmed, keep it when they are moved, and lose it when they are cancelled', async () => {
    const rooms = (id: number) => app.sql<{ room: string }>('SELECT room FROM video_rooms WHERE booking_id = $1', [id]);
    const id = await session(3 * 24 * 60, { status: 'pending' });
    await workOff(app);
    expect(await rooms(id)).toEqual([]);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    await workOff(app);
    const [first] = await rooms(id);
    expect(first!.room).toMatch(/^session-[0-9a-f]{36}$/);
    const later = new Date((Math.floor(Date.now() / 86_400_000) + 5) * 86_400_000).toISOString();
    expect(await coach.post(`/bookings/bookings/${id}/move`, { scheduled_at: later })).toMatchObject({ status: 200 });
    await workOff(app);
    expect(await rooms(id)).toEqual([first]);
    await coach.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    await workOff(app);
    expect(await rooms(id)).toEqual([]);
  });

  it('lose their room when nobody confirms the move that their client wishes', async () => {
    const rooms = () => app.sql('SELECT room FROM video_rooms WHERE booking_id = $1', [id]);
    const id = await session(3 * 24 * 60, { status: 'pending' });
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    await workOff(app);
    expect(await rooms()).toHaveLength(1);
    const later = new Date((Math.floor(Date.now() / 86_400_000) + 5) * 86_400_000);
    const { body } = await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: later.toISOString() });
    expect(body.status).toBe('pending');
    await workOff(app, later);
    expect((await client.get(`/bookings/bookings/${id}`)).body.status).toBe('cancelled');
    expect(await rooms()).toEqual([]);
  });

  it('are one room for all seats of a group session', async () => {
    const group = await groupType(app, coach, { capacity: 5 });
    await coach.put(`/coach/session-types/${group}`, { location_kind: 'video' });
    const start = Date.now() + 5 * MINUTE;
    const times = { starts_at: new Date(start).toISOString(), ends_at: new Date(start + 60 * MINUTE).toISOString() };
    const named = { coach_id: coach.id, session_type_id: group, session_type_name: 'Mobility' };
    const group_session_id = await insert(app, 'group_sessions', { ...named, ...times, capacity: 5 });
    const people = await app.clients(2);
    const urls: string[] = [];
    for (const person of people) {
      const seat = {
        ...named,
        group_session_id,
        client_id: person.id,
        scheduled_at: times.starts_at,
        ends_at: times.ends_at,
      };
      const id = await insert(app, 'bookings', { ...seat, status: 'confirmed' });
      urls.push((await enter(person, id)).body.join_url, (await enter(coach, id)).body.join_url);
    }
    expect(new Set(urls).size).toBe(1);
  });

  it('use the standing link of a coach who has one, and refuse links that are none', async () => {
    const link = 'https://zoom.example.com/j/123?pwd=abc';
    const changed = await coach.put('/coach/schedule', { video_link: link });
    expect(changed).toMatchObject({ status: 200, body: { video_link: link } });
    expect((await enter(client, await session(10))).body.join_url).toBe(link);
    for (const wrong of ['http://zoom.example.com', 'javascript:alert(1)', 'https://a b', 5]) {
      expectFieldsRefused(await coach.put('/coach/schedule', { video_link: wrong }), 'video_link');
    }
  });

  it('give each person a token on a Jitsi server that asks for them: coaches lead, and no email stands in it', async () => {
    const twin = await app.twin({
      ...{ APP_URL: 'https://app.example.com', VIDEO_BASE_URL: 'https://video.example.com' },
      ...{ JITSI_APP_ID: 'vibe', JITSI_SECRET: SECRET },
    });
    const id = await session(10);
    for (const [who, moderator] of [[client, false] as const, [coach, true] as const]) {
      const { body } = await twin.with(who.token!).get(`/bookings/bookings/${id}/video`);
      const url = new URL(body.join_url as string);
      const claims: unknown = new JwtService().verify(url.searchParams.get('jwt')!, {
        secret: SECRET,
        algorithms: ['HS256'],
      });
      expect(claims).toEqual({
        ...{ aud: 'jitsi', iss: 'vibe', sub: 'video.example.com', room: url.pathname.slice(1) },
        exp: Math.floor(Date.parse(body.closes_at as string) / 1000) + 600,
        context: { user: { name: who.name, moderator, affiliation: moderator ? 'owner' : 'member' } },
      });
    }
  });

  it('are shown in mails and calendars by the page that leads there, never by the room', async () => {
    const id = await session(10);
    const page = `https://app.example.com/join/${id}`;
    const { join_url } = (await enter(client, id)).body as { join_url: string };
    const { body: file } = await client.get(`/bookings/bookings/${id}/calendar.ics`);
    const text = (file as string).replaceAll('\r\n ', '');
    expect(text).toContain(`CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Video:${page}\r\nURL:${page}\r\n`);
    expect(text).not.toContain(new URL(join_url).pathname);
    const [event] = await app.sql<{ id: string }>(
      `SELECT id FROM events WHERE subject_kind = 'booking' AND subject_id = $1 AND type = 'booking.confirmed'`,
      [id],
    );
    const delivery = { message: 'booking.confirmed', recipientId: client.id, data: { events: [Number(event!.id)] } };
    const letter = await app.nest
      .get(LettersService)
      .compose({ ...delivery, id: 1, key: '', attempts: 1, createdAt: new Date().toISOString() } as never, new Date());
    expect(letter).toMatchObject({ mail: { text: expect.stringContaining(`Video: ${page}`) } });
    expect(JSON.stringify(letter)).toContain(`href=\\"${page}\\"`);
    expect(JSON.stringify(letter)).not.toContain(new URL(join_url).pathname);
  });
});
