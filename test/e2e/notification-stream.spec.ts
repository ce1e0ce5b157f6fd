import { Readiness } from '../../src/server/observing/readiness.js';
import { type Person, TestApp } from '../support/app.js';
import { EventStreamReader } from '../support/event-stream.js';
import { until } from '../support/until.js';
import { workOff } from '../support/worker.js';

describe('the stream of notifications', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  const book = async (slot: number) => {
    const id = await app.booked(client, coach, slot);
    await workOff(app);
    return id;
  };

  it('brings what comes within two seconds, to the one it concerns, whichever instance told it', async () => {
    const twin = await app.twin();
    const [here, there, others] = [
      await EventStreamReader.open(app, coach),
      await EventStreamReader.open(twin, coach),
      await EventStreamReader.open(app, client),
    ];
    expect(here.response.headers.get('content-type')).toBe('text/event-stream');
    expect(here.response.headers.get('x-accel-buffering')).toBe('no');
    expect(here.response.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(here.response.headers.get('x-content-type-options')).toBe('nosniff');
    const id = await book(1);
    const begun = performance.now();
    await until('both have it', () => Promise.resolve(here.events.length === 1 && there.events.length === 1));
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(here.events).toMatchObject([{ event: 'notification', data: { type: 'booking.requested', booking_id: id } }]);
    expect(others.events).toEqual([]);
    for (const reader of [here, there, others]) reader.close();
  });

  it('goes on after Last-Event-ID, and without one begins with what is new', async () => {
    const ids = [await book(1), await book(2)];
    const { body } = await coach.get('/notifications');
    const resumed = await EventStreamReader.open(app, coach, { 'last-event-id': String(body[1].id) });
    const fresh = await EventStreamReader.open(app, coach);
    await until('it has caught up', () => Promise.resolve(resumed.events.length === 1));
    ids.push(await book(3));
    await until('both go on', () => Promise.resolve(resumed.events.length === 2 && fresh.events.length === 1));
    expect(resumed.events.map(({ data }) => data.booking_id)).toEqual(ids.slice(1));
    resumed.close();
    fresh.close();
  });

  it('is open five times for one user at most', async () => {
    const readers = [];
    for (let count = 0; count < 5; count++) readers.push(await EventStreamReader.open(app, coach));
    const refused = await coach.get('/notifications/stream');
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-streams']);
    readers[0]!.close();
    await until('one is free again', async () => (await coach.get('/notifications/stream')).status === 200);
    for (const reader of readers) reader.close();
  });

  it('takes no place among the requests in flight, and ends when the server drains', async () => {
    const twin = await app.twin({ DATABASE_POOL_SIZE: '1' });
    const people = await app.clients(30);
    const readers: EventStreamReader[] = [];
    for (const person of people) readers.push(await EventStreamReader.open(twin, person));
    expect(readers.map(({ response }) => response.status)).toEqual(people.map(() => 200));
    expect((await twin.with(coach.token!).get('/notifications')).status).toBe(200);
    twin.nest.get(Readiness).drain();
    await until('all are over', () => Promise.resolve(readers.every(({ isOver }) => isOver)));
    const refused = await twin.with(coach.token!).get('/notifications/stream');
    expect(refused.status).toBe(503);
  });

  it('answers HEAD without opening a stream, and 401 without a token', async () => {
    const head = await coach.send('HEAD', '/notifications/stream');
    expect(head.status).toBe(200);
    expect((await app.nobody.get('/notifications/stream')).status).toBe(401);
  });
});
