import { setTimeout as sleep } from 'node:timers/promises';
import { type Person } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { patiently } from '../support/patiently.js';
import { RaceTrack, tally } from '../support/races.js';
import { opened } from '../support/schedules.js';

const CLIENTS = 200;
const SEATS = 20;
const ROUNDS = 6;
const MONDAY = Date.now() - (Date.now() % 86_400_000) + 20 * 86_400_000;
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();

describe('a group session for which many clients ask at once', () => {
  let track: RaceTrack;
  let coach: Person;
  let clients: Person[];
  let type: number;

  beforeAll(async () => {
    track = await RaceTrack.open();
    coach = await track.app.coach();
    await opened(track.app, coach);
    type = await groupType(track.app, coach, { capacity: SEATS });
    clients = await track.app.clients(CLIENTS);
  });

  afterAll(() => track.close());
  afterEach(() => track.expectNoDeadlock());

  const plan = (hour: number) => groupSession(coach, type, at(hour));
  const bookAll = (id: number) =>
    clients.map((client, index) =>
      patiently(() => track.at(index, client).post('/bookings/book', { coach_id: coach.id, group_session_id: id })),
    );

  it(`gives its ${SEATS} seats to as many of ${CLIENTS} clients, in each of ${ROUNDS} rounds`, async () => {
    await track.rounds(ROUNDS, async (round) => {
      const answers = await Promise.all(bookAll(await plan(round)));
      expect(tally(answers)).toEqual({ '201': SEATS, full: CLIENTS - SEATS });
    });
  }, 600_000);

  it('moves, changes its capacity and ends while they do, and keeps every rule', async () => {
    await track.rounds(ROUNDS, async (round) => {
      const hour = 1_000 + round * 4;
      const id = await plan(hour);
      const path = `/coach/group-sessions/${id}`;
      const [moved, resized, cancelled, ...answers] = await Promise.all([
        patiently(() => coach.put(path, { starts_at: at(hour + 2) })),
        patiently(() => track.elsewhere(coach).put(path, { capacity: 15 })),
        sleep(150).then(() => patiently(() => coach.delete(path))),
        ...bookAll(id),
      ]);
      expect([200, 409]).toContain(moved.status);
      expect([200, 409]).toContain(resized.status);
      expect(cancelled.status).toBe(204);
      const { '201': booked = 0, full = 0, 'group-session-not-found': gone = 0, ...others } = tally(answers);
      expect([booked + full + gone, others]).toEqual([CLIENTS, {}]);
    });
  }, 600_000);
});
