import { setTimeout as sleep } from 'node:timers/promises';
import { type Task, Worker } from '../../src/outbox/worker.js';
import { TestApp } from '../support/app.js';
import { until } from '../support/until.js';

/** A task that counts how often it ran. */
class Counting implements Task {
  readonly name = 'counting';
  readonly due = 'true';
  runs = 0;

  constructor(private readonly work: (run: number) => Promise<boolean> = () => Promise.resolve(false)) {}

  run(): Promise<boolean> {
    return this.work(++this.runs);
  }
}

describe('the worker', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  /** An instance whose worker also runs `tasks`. */
  const running = async (environment: Record<string, string>, ...tasks: Task[]) => {
    const twin = await app.twin(environment);
    for (const task of tasks) twin.nest.get(Worker).register(task);
    return twin;
  };

  it('runs each task about once a second, and at once when there is more to do', async () => {
    const [idle, busy] = [new Counting(), new Counting((run) => Promise.resolve(run < 20))];
    const twin = await running({ WORKER: 'on' }, idle, busy);
    await until('the busy task has done its work', () => Promise.resolve(busy.runs >= 20));
    const before = idle.runs;
    await sleep(2_500);
    expect(idle.runs - before).toBeGreaterThanOrEqual(1);
    expect(idle.runs - before).toBeLessThanOrEqual(3);
    await twin.stop();
  });

  it('cancels a request that nobody confirmed, by itself', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const [booking] = await app.sql<{ id: number }>(
      `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at)
       VALUES ($1, $2, 1, now() - interval '1 minute', now() + interval '59 minutes') RETURNING id`,
      [coach.id, client.id],
    );
    const twin = await running({ WORKER: 'on' });
    await until('the booking is cancelled', async () => {
      const { body } = await client.get(`/bookings/bookings/${booking!.id}`);
      return body.status === 'cancelled' && body.cancelled_by === 'system';
    });
    await twin.stop();
  });

  it('does nothing where WORKER is off', async () => {
    const task = new Counting();
    const twin = await running({ WORKER: 'off' }, task);
    await sleep(1_500);
    expect(task.runs).toBe(0);
    await twin.stop();
  });

  it('lets a task that waits for something hold up no other', async () => {
    let release = (): void => undefined;
    const waiting = new Counting(() => new Promise((resolve) => (release = () => resolve(false))));
    const other = new Counting();
    const twin = await running({ WORKER: 'on' }, waiting, other);
    await until('the other runs again and again', () => Promise.resolve(other.runs >= 2));
    expect(waiting.runs).toBe(1);
    release();
    await twin.stop();
  });

  it('goes on after a task that fails, and tries it again', async () => {
    const failing = new Counting((run) => (run < 3 ? Promise.reject(new Error('not today')) : Promise.resolve(false)));
    const next = new Counting();
    const twin = await running({}, failing, next);
    const worker = twin.nest.get(Worker);
    for (let run = 0; run < 3; run++) expect(await worker.tick()).toBe(false);
    expect([failing.runs, next.runs]).toEqual([3, 3]);
    await twin.stop();
  });

  it('lets a batch end before the server stops, and begins none after', async () => {
    let isDone = false;
    const slow = new Counting(async () => {
      await sleep(300);
      isDone = true;
      return true;
    });
    const twin = await running({ WORKER: 'on' }, slow);
    await until('the batch runs', () => Promise.resolve(slow.runs === 1));
    await twin.stop();
    expect([slow.runs, isDone]).toEqual([1, true]);
  });
});
