import { GoogleReaderService } from '../../src/calendars/google/reading/google-reader.service.js';
import { GoogleWriterService } from '../../src/calendars/google/writing/google-writer.service.js';
import { type Person, TestApp } from '../support/app.js';
import { ERRORS, FakeGoogle, type FakeEvent } from '../support/google.js';
import { expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const DAY = '2027-03-22';
const at = (time: string) => `${DAY}T${time}:00.000Z`;
const NOW = Date.parse('2027-03-20T12:00:00Z');
const MINUTE = 60_000;

describe('Google Calendar', () => {
  let app: TestApp;
  let google: FakeGoogle;
  let coach: Person;
  let client: Person;
  let time = NOW;

  beforeAll(async () => {
    google = await FakeGoogle.start();
    app = await TestApp.start(google.environment);
  });

  beforeEach(async () => {
    google.clear();
    app.setTime(new Date((time = NOW)));
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach, { weekly_hours: daily(9, 18), grid_minutes: 60, auto_confirm: true });
  });

  afterEach(async () => {
    await app.sql(`DELETE FROM external_calendars`);
    await app.sql(`DELETE FROM google_revocations`);
  });

  afterAll(async () => {
    await app.stop();
    await google.stop();
  });

  /** Works off all that is due, and waits for Google. */
  const work = async (minutes = 0) => {
    app.setTime(new Date((time += minutes * MINUTE)));
    for (let round = 0; round < 3; round++) {
      await workOff(app);
      await app.nest.get(GoogleWriterService).settled();
      await app.nest.get(GoogleReaderService).settled();
    }
  };

  const start = async (person = coach) => (await person.post('/coach/calendars/google/start')).body.url as string;
  const finish = (brought: object, person = coach) => person.post('/coach/calendars/google/finish', brought);
  const connect = async () => {
    expect((await finish(google.consent(await start()))).status).toBe(204);
    await work();
  };
  const book = async (time: string) => {
    const answer = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(time) });
    expect(answer.status).toBe(201);
    return answer.body.id as number;
  };
  const booked = async (time: string) => {
    const id = await book(time);
    await work();
    return { id, event: eventOf(id) };
  };
  const eventOf = (id: number): FakeEvent => [...google.events.values()].find((e) => e.id.startsWith(`booking${id}i`))!;
  const conflicts = async () => (await coach.get('/coach/calendars/conflicts')).body as { id: number; kind: string }[];
  const state = async () => {
    const [row] = await app.sql<{ fault: string; failing_since: string }>(
      `SELECT fault, failing_since FROM external_calendars WHERE coach_id = $1`,
      [coach.id],
    );
    return row!;
  };
  const startsFree = async () => {
    const { body } = await client.get(`/bookings/coaches/${coach.id}/times?from=${DAY}&to=${DAY}`);
    return (body.times as { starts_at: string }[]).map(({ starts_at }) => starts_at.slice(11, 13)).join(' ');
  };

  it('is connected with PKCE, a state and offline access, and keeps its token sealed', async () => {
    const url = await start();
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      ...{ client_id: 'our-id', access_type: 'offline', prompt: 'consent', code_challenge_method: 'S256' },
      ...{ response_type: 'code', redirect_uri: 'https://app.example.com/google' },
    });
    expect((await finish(google.consent(url))).status).toBe(204);
    const [row] = await app.sql<{ refresh_token: string }>(`SELECT refresh_token FROM google_calendars`);
    expect(row!.refresh_token).not.toContain('refresh-');
    expectRefusal(await coach.post('/coach/calendars/google/start'), 409, 'google-connected');
  });

  it('is not connected by an unknown, another coach’s, a used or an expired state, nor with a code of Google’s that is none', async () => {
    const other = await app.coach();
    const brought = google.consent(await start());
    expectRefusal(await finish({ ...brought, state: 'made-up' }), 409, 'google-state-invalid');
    expectRefusal(await finish(brought, other), 409, 'google-state-invalid');
    expectRefusal(await finish({ ...brought, code: 'made-up' }), 409, 'google-refused');
    expectRefusal(await finish(brought), 409, 'google-state-invalid');
    const late = google.consent(await start());
    app.setTime(new Date(NOW + 10 * MINUTE));
    expectRefusal(await finish(late), 409, 'google-state-invalid');
  });

  it('is not connected without the permission, or while Google is down', async () => {
    google.scope = 'openid';
    expectRefusal(await finish(google.consent(await start())), 409, 'google-refused');
    google.scope = 'https://www.googleapis.com/auth/calendar.events';
    google.script(/^POST \/token/, ERRORS.broken);
    expectRefusal(await finish(google.consent(await start())), 503, 'google-unavailable');
  });

  it('takes free times away, except for events that are free, declined, cancelled or only a place of work', async () => {
    google.busy('a', at('09:30'), at('10:30'));
    google.busy('b', at('11:00'), at('12:00'), { transparency: 'transparent' });
    google.busy('c', at('11:00'), at('12:00'), { attendees: [{ self: true, responseStatus: 'declined' }] });
    google.busy('d', at('11:00'), at('12:00'), { eventType: 'workingLocation' });
    google.busy('e', at('13:00'), at('14:00'), { attendees: [{ self: true, responseStatus: 'accepted' }] });
    await connect();
    expect(await startsFree()).toBe('11 12 14 15 16 17');
    const refused = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: at('10:00') });
    expectRefusal(refused, 409, 'coach-busy');
  });

  it('is read again by sync token, page by page: what is new, what moved, and what is gone', async () => {
    google.pageSize = 2;
    for (const hour of ['09', '10', '11', '12', '13']) google.busy(`e${hour}`, at(`${hour}:00`), at(`${hour}:30`));
    await connect();
    expect(await startsFree()).toBe('14 15 16 17');
    google.put('e09', { status: 'cancelled' });
    google.busy('e10', at('14:00'), at('14:30'));
    google.busy('new', at('17:00'), at('18:00'));
    google.asked.length = 0;
    await work(5);
    expect(await startsFree()).toBe('09 10 15 16');
    expect(google.asked.map(({ query }) => query.get('syncToken'))).toEqual([expect.any(String), expect.any(String)]);
    google.put('new', { start: { date: DAY }, end: { date: '2027-03-23' } });
    await work(5);
    expect(await startsFree()).toBe('');
  });

  it('is read whole when Google knows the sync token no more', async () => {
    google.busy('a', at('09:00'), at('10:00'));
    await connect();
    google.events.delete('a');
    google.script(/^GET .*events$/, ERRORS.gone);
    await work(5);
    expect(await startsFree()).toContain('09');
    expect(await state()).toMatchObject({ fault: null, failing_since: null });
  });

  it('gets the sessions that are to come, what is booked, moved and cancelled later, and no notes', async () => {
    const earlier = await book('09:00');
    await connect();
    expect(eventOf(earlier)).toMatchObject({
      start: { dateTime: at('09:00') },
      summary: expect.stringContaining(client.name),
    });
    const { id, event } = await booked('10:00');
    expect(event).toMatchObject({ status: 'confirmed', end: { dateTime: at('11:00') } });
    await coach.put(`/bookings/bookings/${id}`, { notes: 'a bad knee' });
    await coach.post(`/bookings/bookings/${id}/move`, { scheduled_at: at('12:00') });
    await work();
    expect(eventOf(id)).toMatchObject({ id: event.id, start: { dateTime: at('12:00') } });
    await client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    await work();
    expect(eventOf(id).status).toBe('cancelled');
    expect(JSON.stringify(google.asked)).not.toContain('knee');
    expect(await startsFree()).toBe('10 11 12 13 14 15 16 17');
    expect(await conflicts()).toEqual([]);
  });

  it('gets an event once, although the process died before it noted it', async () => {
    await connect();
    const { id } = await booked('10:00');
    await app.sql(`UPDATE google_events SET etag = NULL, starts_at = NULL, ends_at = NULL, due_at = $1`, [
      new Date(time),
    ]);
    await work();
    expect([...google.events.values()].filter((e) => e.id.startsWith(`booking${id}i`))).toHaveLength(1);
    expect(eventOf(id).status).toBe('confirmed');
  });

  it('tells of a moved event as a conflict, which moves the session once its coach accepts', async () => {
    await connect();
    const { id, event } = await booked('10:00');
    google.busy(event.id, at('15:00'), at('16:00'));
    await work(5);
    const [conflict, ...more] = await conflicts();
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      ...{ booking_id: id, group_session_id: null, kind: 'moved', starts_at: at('10:00'), ends_at: at('11:00') },
      ...{ google_starts_at: at('15:00'), google_ends_at: at('16:00') },
    });
    expect((await coach.get(`/bookings/bookings/${id}`)).body.scheduled_at).toBe(at('10:00'));
    const accept = (who: Person) => who.post(`/coach/calendars/conflicts/${conflict!.id}/accept`);
    expectRefusal(await accept(await app.coach()), 404, 'conflict-not-found');
    expect((await accept(coach)).status).toBe(204);
    expectRefusal(await accept(coach), 404, 'conflict-not-found');
    await work();
    expect((await coach.get(`/bookings/bookings/${id}`)).body.scheduled_at).toBe(at('15:00'));
    expect(eventOf(id)).toMatchObject({ start: { dateTime: at('15:00') }, status: 'confirmed' });
    await work(5);
    expect(await conflicts()).toEqual([]);
  });

  it('keeps a conflict that a rule refuses', async () => {
    await connect();
    const { event } = await booked('10:00');
    await booked('12:00');
    google.busy(event.id, at('12:30'), at('13:30'));
    await work(5);
    const [conflict] = await conflicts();
    const answer = await coach.post(`/coach/calendars/conflicts/${conflict!.id}/accept`);
    expectRefusal(answer, 409, 'coach-busy');
    expect(await conflicts()).toHaveLength(1);
  });

  it('tells of a deleted event as a conflict, which cancels the session once its coach accepts', async () => {
    await connect();
    const { id, event } = await booked('10:00');
    google.put(event.id, { status: 'cancelled' });
    await work(5);
    const [conflict] = await conflicts();
    expect(conflict).toMatchObject({ kind: 'deleted', google_starts_at: null, google_ends_at: null });
    expect((await coach.post(`/coach/calendars/conflicts/${conflict!.id}/accept`)).status).toBe(204);
    expect((await coach.get(`/bookings/bookings/${id}`)).body.status).toBe('cancelled');
    await work(5);
    expect(await conflicts()).toEqual([]);
  });

  it.each([
    ['moved', (event: FakeEvent) => google.busy(event.id, at('15:00'), at('16:00'))],
    ['deleted', (event: FakeEvent) => google.put(event.id, { status: 'cancelled' })],
  ])('gets an event that was %s there back as it was, once the conflict is dismissed', async (_kind, change) => {
    await connect();
    const { id, event } = await booked('10:00');
    change(event);
    await work(5);
    const [conflict] = await conflicts();
    expect((await coach.post(`/coach/calendars/conflicts/${conflict!.id}/dismiss`)).status).toBe(204);
    await work(5);
    expect(eventOf(id)).toMatchObject({ start: { dateTime: at('10:00') }, status: 'confirmed' });
    expect(await conflicts()).toEqual([]);
  });

  it('is never overwritten where the coach changed it since (412): a conflict, but not for a new title', async () => {
    await connect();
    const [moved, renamed] = [await booked('10:00'), await booked('12:00')];
    google.busy(moved.event.id, at('15:00'), at('16:00'));
    google.put(renamed.event.id, { summary: 'Renamed' });
    for (const [{ id }, time] of [[moved, '09:00'] as const, [renamed, '17:00'] as const]) {
      await coach.post(`/bookings/bookings/${id}/move`, { scheduled_at: at(time) });
    }
    await work();
    expect(eventOf(moved.id).start).toEqual({ dateTime: at('15:00') });
    expect(eventOf(renamed.id).start).toEqual({ dateTime: at('17:00') });
    expect(await conflicts()).toEqual([expect.objectContaining({ booking_id: moved.id, starts_at: at('09:00') })]);
  });

  it.each([
    ['401, with a new access token', ERRORS.unauthorized, 0],
    ['403 for too many requests, later', ERRORS.rateLimit, 1],
    ['403 for another reason, later', ERRORS.forbidden, 1],
    ['503, later', ERRORS.broken, 1],
  ])('gets an event after %s', async (_, error, minutes) => {
    await connect();
    google.script(/^POST .*events$/, error);
    const { id } = await booked('10:00');
    if (minutes > 0) expect(eventOf(id)).toBeUndefined();
    await work(minutes);
    expect(eventOf(id)).toMatchObject({ status: 'confirmed' });
  });

  it('tells of an event that is not there any more (404) as deleted', async () => {
    await connect();
    const { id, event } = await booked('10:00');
    google.events.delete(event.id);
    await coach.post(`/bookings/bookings/${id}/move`, { scheduled_at: at('12:00') });
    await work();
    expect(await conflicts()).toEqual([expect.objectContaining({ booking_id: id, kind: 'deleted' })]);
  });

  it('keeps its last good state while Google fails, is shown as failing, and is read again less often', async () => {
    google.busy('a', at('09:00'), at('10:00'));
    await connect();
    google.script(/^GET .*events$/, ERRORS.rateLimit);
    await work(5);
    expect(await state()).toMatchObject({ fault: 'google-busy' });
    expect(await startsFree()).not.toContain('09');
    google.asked.length = 0;
    await work(5);
    expect(google.asked).toEqual([]);
    await work(5);
    expect(await state()).toMatchObject({ fault: null, failing_since: null });
  });

  it('is shown as disconnected when the permission is taken back at Google, is asked no more, and is connected anew', async () => {
    await connect();
    await booked('10:00');
    google.takeBack();
    await work(5);
    await work(5);
    expect(await state()).toMatchObject({ fault: 'google-disconnected' });
    google.asked.length = 0;
    await book('12:00');
    await work(60);
    expect(google.asked).toEqual([]);
    await connect();
    expect(await state()).toMatchObject({ fault: null });
    expect([...google.events.values()].filter(({ status }) => status === 'confirmed')).toHaveLength(2);
    expect(google.revoked).toEqual([]);
  });

  it('gives the permission back when it is disconnected, also after Google was down, and blocks nothing any more', async () => {
    google.busy('a', at('09:00'), at('10:00'));
    await connect();
    google.script(/^POST \/revoke/, ERRORS.broken);
    expect((await coach.delete('/coach/calendars/google')).status).toBe(204);
    expect(await startsFree()).toContain('09');
    await work();
    expect(google.revoked).toEqual([]);
    await work(1);
    expect(google.revoked).toHaveLength(1);
    expect(await app.sql('SELECT FROM google_revocations')).toEqual([]);
    expectRefusal(await coach.delete('/coach/calendars/google'), 404, 'calendar-not-found');
  });

  it.each([
    ['deleted', (admin: Person) => admin.delete(`/admin/users/${coach.id}`)],
    ['deactivated', (admin: Person) => admin.put(`/admin/users/${coach.id}`, { is_active: false })],
  ])('goes with an account that is %s', async (_, end) => {
    await connect();
    await end(await app.admin());
    await work();
    expect(google.revoked).toHaveLength(1);
    expect(await app.sql('SELECT FROM google_calendars')).toEqual([]);
    expect(await app.sql('SELECT FROM google_events')).toEqual([]);
  });

  it('is off without its settings', async () => {
    const twin = await app.twin();
    const there = twin.with(coach.token!);
    expectRefusal(await there.post('/coach/calendars/google/start'), 503, 'google-off');
    expectRefusal(await there.post('/coach/calendars/google/finish', { code: 'a', state: 'b' }), 503, 'google-off');
  });
});
