import { setTimeout as sleep } from 'node:timers/promises';
import { TestApp } from '../support/app.js';
import { EventStreamReader } from '../support/event-stream.js';
import { until } from '../support/until.js';

describe('a stream of notifications', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('is quiet for longer than an unread answer may be, and ends within 20 seconds of a logout', async () => {
    const coach = await app.coach();
    const reader = await EventStreamReader.open(app, coach);
    await sleep(11_000);
    expect(reader.isOver).toBe(false);
    await coach.post('/auth/logout');
    await until('it is over', () => Promise.resolve(reader.isOver), 20_000);
  }, 40_000);
});
